from django.urls import path

from rederm.clinic.accounts import views

urlpatterns = [
    path("log-in/", views.log_in, name="login"),
    path("log-out/", views.log_out, name="logout"),
    path("welcome/<uuid:person>/<str:token>/", views.welcome, name="welcome"),
    path("clinic/", views.clinic, name="clinic"),
    path("clinic/invite/", views.invite, name="invite"),
]
