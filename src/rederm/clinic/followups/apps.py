from django.apps import AppConfig


class Room(AppConfig):
    name = "rederm.clinic.followups"
    label = "followups"

    def ready(self) -> None:
        from rederm.clinic.followups import keep, steps  # noqa: F401 - its kind of job, and its step of the chart
