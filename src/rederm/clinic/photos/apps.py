from django.apps import AppConfig


class Room(AppConfig):
    name = "rederm.clinic.photos"
    label = "photos"

    def ready(self) -> None:
        from rederm.clinic.photos import steps  # noqa: F401  (tells the chart its step)
