from django.apps import AppConfig


class Room(AppConfig):
    name = "rederm.clinic.audit"
    label = "audit"

    def ready(self) -> None:
        from rederm.clinic.audit import signs  # noqa: F401 - registers its receivers
