from django.apps import AppConfig


class Room(AppConfig):
    name = "rederm.clinic.consents"
    label = "consents"

    def ready(self) -> None:
        from rederm.clinic.consents import step  # noqa: F401  registers itself
