from django.apps import AppConfig


class Room(AppConfig):
    name = "rederm.clinic.plans"
    label = "plans"
