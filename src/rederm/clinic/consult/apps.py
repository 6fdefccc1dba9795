from django.apps import AppConfig


class Room(AppConfig):
    name = "rederm.clinic.consult"
    label = "consult"

    def ready(self) -> None:
        from rederm.clinic.consult import step  # noqa: F401  registers itself
