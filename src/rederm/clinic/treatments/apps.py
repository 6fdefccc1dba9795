from django.apps import AppConfig


class Room(AppConfig):
    name = "rederm.clinic.treatments"
    label = "treatments"

    def ready(self) -> None:
        from rederm.clinic.treatments import steps  # noqa: F401 - tells the chart its step
