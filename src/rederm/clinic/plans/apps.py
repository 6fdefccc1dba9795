from django.apps import AppConfig


class Room(AppConfig):
    name = "rederm.clinic.plans"
    label = "plans"

    def ready(self) -> None:
        from rederm.clinic.plans import kinds, steps  # noqa: F401 - they register the work and the step of this room
