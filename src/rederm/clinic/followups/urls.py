from django.urls import path

from rederm.clinic.followups import views

urlpatterns = [
    path("courses/<uuid:key>/follow-up/", views.followup, name="followup"),
    path("courses/<uuid:key>/follow-up/score/", views.score, name="followup-score"),
    path("courses/<uuid:key>/follow-up/figure/", views.figure, name="followup-figure"),
    path("courses/<uuid:key>/follow-up/answer/", views.answer, name="followup-answer"),
    path("courses/<uuid:key>/follow-up/rest/", views.rest, name="followup-rest"),
]
