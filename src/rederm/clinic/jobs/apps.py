from django.apps import AppConfig


class Room(AppConfig):
    name = "rederm.clinic.jobs"
    label = "jobs"
