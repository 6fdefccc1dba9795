from django.apps import AppConfig


class Room(AppConfig):
    name = "rederm.clinic.accounts"
    label = "accounts"
