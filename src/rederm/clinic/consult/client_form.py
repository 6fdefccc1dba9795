"""The intake as one form: every key of the client file but skin type, angle and concerns, which have pages of their own."""

from typing import Any

from django import forms

from rederm.clinic.charts.models import Record
from rederm.clinic.consult.fields import Choice, field_of
from rederm.clinic.consult.whole import WholeForm
from rederm.devices import device_names
from rederm.skin import Client
from rederm.skin.entry import Entry
from rederm.skin.habits import Habits, TreatmentBefore
from rederm.skin.history import QUESTIONS, History
from rederm.skin.limits import Limits

_UNITS = {"isotretinoin_stopped_months": "months", "filler_or_toxin_weeks": "weeks", "surgery_in_field_months": "months"}
_UNITS |= {"last_resurfacing_weeks": "weeks", "weight_kg": "kg", "menopause_years": "years", "weeks_ago": "weeks"}
_UNITS |= {"downtime_days": "days", "downtime_days_course": "days", "pain": "of 10"}
_PERSON = {
    "sex": "Sex",
    "weight_kg": "Weight",
    "menopause_years": "Years since menopause",
    "ageing_in_family": "How the family ages",
    "physician_entry": "Under 18: a physician enters this client",
}
_HABITS = {
    "smoker": "Smokes",
    "sunscreen": "Sunscreen",
    "sun": "Sun",
    "moisturise": "Keeps treated skin moisturised",
    "skincare": "Active skincare",
    "nutrition": "Eats",
}
_LIMITS = {
    "downtime_days": "Days of downtime, worst session",
    "downtime_days_course": "Days of downtime, whole course",
    "visits": "Visits, at most",
    "ready_by": "Ready by",
    "budget": "Budget",
    "currency": "Currency",
    "pain": "Pain, at most, with numbing",
    "pih_risk": "Risk of dark marks",
    "scar_risk": "Risk of a scar",
    "hypopigmentation_risk": "Risk of pale patches",
    "confidence": "How sure a limit must hold",
    "operator": "Who will treat",
}
_BEFORE = {
    "device": "What",
    "site": "Where",
    "weeks_ago": "Weeks ago",
    "sessions": "Sessions",
    "result": "Result",
    "complication": "Complication",
}
_NO_TABLE = (Client, "")
_TABLES: tuple[tuple[str, type[Entry], dict[str, str], str], ...] = (
    ("history", History, dict(QUESTIONS), "not asked"),
    ("habits", Habits, _HABITS, "not said"),
    ("limits", Limits, _LIMITS, "not said"),
)
LISTED = "treatments_before"


class Intake(WholeForm):
    """Person, history, habits, limits, and whether treatments before are listed. content: as the file holds it now."""

    def __init__(self, record: Record, content: dict[str, Any], data: Any = None) -> None:
        super().__init__(data)
        self.content = content
        for key, label in _PERSON.items():
            self._add(key, field_of(Client, key, label, unit=_UNITS.get(key, "")), content.get(key))
        for table, model, labels, unsaid in _TABLES:
            for key, label in labels.items():
                now = "taking it now" if key == "isotretinoin_stopped_months" else ""
                made = field_of(model, key, label, unsaid=unsaid, unit=_UNITS.get(key, ""), now=now)
                self._add(f"{table}.{key}", made, content.get(table, {}).get(key))
        listed = content.get(LISTED)
        asked = Choice({"none": "none", "these": "these"}, "not asked", label="Peels, lasers or other resurfacing before")
        self._add(LISTED, asked, None if listed is None else "these" if listed else "none")

    def _add(self, name: str, made: Any, value: Any) -> None:
        made.initial = made.shown(value)
        self.fields[name] = made

    def section(self, name: str) -> list[forms.BoundField]:
        """The fields of a table; "" for those at the top of the file."""
        return [self[key] for key in self.fields if (key.rpartition(".")[0] == name if name else key in _PERSON)]

    def written(self, treatments: list[dict[str, Any]]) -> dict[str, Any]:
        """The content with these answers. treatments: the rows of treatments before."""
        said = {name: value for name, value in self.cleaned_data.items() if value is not None and name != LISTED}
        content = {key: value for key, value in self.content.items() if key not in _PERSON and key != LISTED}
        content |= {key: said[key] for key in _PERSON if key in said}
        for table, _, labels, _ in _TABLES:
            answers = {key: said[f"{table}.{key}"] for key in labels if f"{table}.{key}" in said}
            content.pop(table, None)
            if answers or table in self.content:
                content[table] = answers
        if treatments or self.cleaned_data[LISTED] is not None:
            content[LISTED] = treatments
        return content


class Before(WholeForm):
    """One earlier treatment; a row that says nothing is not there."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        for key, label in _BEFORE.items():
            made = field_of(TreatmentBefore, key, label, unit=_UNITS.get(key, ""))
            made.help_text = ""
            self.fields[key] = made
        self.fields["device"].widget.attrs["list"] = "devices"

    def said(self) -> dict[str, Any]:
        """The row as the file holds it."""
        return {key: value for key, value in self.cleaned_data.items() if value is not None}

    def clean(self) -> dict[str, Any] | None:
        found = super().clean()
        if not self.errors and self.said() and "device" not in self.said():
            self.add_error("device", "say what was done")
        return found


Rows = forms.formset_factory(Before, extra=2, max_num=60, absolute_max=60)


def rows_of(content: dict[str, Any], data: Any = None) -> Any:
    """The rows of treatments before, with two empty ones to write in."""
    listed = content.get(LISTED) or []
    empty = Before()
    shown = [{key: empty.fields[key].shown(value) for key, value in row.items()} for row in listed]  # type: ignore[attr-defined]
    return Rows(data, prefix="before", initial=shown)


def known_devices() -> list[str]:
    """Names that a treatment before may go by; any other text is taken too."""
    return device_names()
