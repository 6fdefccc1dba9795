from django.urls import path

from rederm.clinic.jobs import views

urlpatterns = [
    path("<uuid:key>/events/", views.events, name="job-events"),
    path("<uuid:key>/", views.progress, name="job"),
    path("<uuid:key>/stop/", views.stop, name="job-stop"),
]
