"""The questions of the day: what must be asked anew before a session, as a part of the treatments room's own form."""

from typing import Any

from django import forms

from rederm.clinic.consult.fields import field_of
from rederm.clinic.consult.screening import on_the_day, session_questions
from rederm.clinic.consult.whole import WholeForm
from rederm.course import Course
from rederm.skin import Client
from rederm.skin.history import QUESTIONS, History
from rederm.sources import InputError

_UNITS = {"isotretinoin_stopped_months": "months", "surgery_in_field_months": "months"}
PREFIX = "day"


class SessionQuestions(WholeForm):
    """Nothing is filled in from before: an answer that is not given on the day counts as not asked.

    Shown by the template clinic/consult/session_questions.html. After is_valid(): `answers` for `screening.screen(day=...)`.
    """

    def __init__(self, client: Client, course: Course, data: Any = None) -> None:
        super().__init__(data, prefix=PREFIX)
        self.client = client
        for key in session_questions(client, course):
            now = "taking it now" if key == "isotretinoin_stopped_months" else ""
            self.fields[key] = field_of(
                History, key, QUESTIONS[key], unsaid="not asked", unit=_UNITS.get(key, "weeks"), now=now
            )

    @property
    def answers(self) -> dict[str, Any]:
        """By key of the history; None where it was not asked."""
        return {key: self.cleaned_data.get(key) for key in self.fields}

    def clean(self) -> dict[str, Any] | None:
        found = super().clean()
        if not self.errors:
            try:
                on_the_day(self.client, self.answers)
            except InputError as error:
                self.refuse(error)
        return found

    def shown(self) -> list[forms.BoundField]:
        """The fields in their order."""
        return list(self)
