from django.apps import AppConfig


class Room(AppConfig):
    name = "rederm.clinic.audit"
    label = "audit"
