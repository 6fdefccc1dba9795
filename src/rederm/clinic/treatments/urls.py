from django.urls import path

from rederm.clinic.treatments import views

urlpatterns = [
    path("courses/<uuid:key>/visits/", views.course, name="visits"),
    path("courses/<uuid:key>/visits/begin/", views.begin, name="visit-begin"),
    path("visits/<uuid:key>/", views.visit, name="visit"),
    path("visits/<uuid:key>/clock/", views.event, name="visit-clock"),
    path("visits/<uuid:key>/end/", views.end, name="visit-end"),
    path("clients/<uuid:key>/adverse-events/", views.adverse, name="adverse"),
]
