"""The forms of a visit."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone

from rederm.clinic.treatments.models import AdverseEvent, Event, Visit
from rederm.clinic.treatments.sheet import DeviceSheet
from rederm.devices import DialValue, dial_value
from rederm.sources import InputError

_THREE_LINES = forms.Textarea(attrs={"rows": 3})


class OpenVisit(forms.Form):
    """When the next visit is, and why it comes early where it does."""

    on = forms.DateField(label="Day of the visit", widget=forms.DateInput(attrs={"type": "date"}))
    early = forms.CharField(label="Why sooner than the shortest published interval", max_length=400, required=False)


class Happened(forms.ModelForm):  # type: ignore[type-arg]
    """A timer that begins or ends."""

    class Meta:
        model = Event
        fields = ("kind", "what")


class Ended(forms.Form):
    """What holds for the whole visit."""

    cream_g = forms.FloatField(label="Cream used, g", required=False, min_value=0, max_value=500)
    pain = forms.FloatField(label="Pain while treated, 0 to 10", required=False, min_value=0, max_value=10)
    note = forms.CharField(label="Note for next time", required=False, max_length=1000, widget=_THREE_LINES)


class AdverseEventForm(forms.ModelForm):  # type: ignore[type-arg]
    """Something that went wrong."""

    class Meta:
        model = AdverseEvent
        fields = ("what", "severity", "seen", "words", "visit", "over")
        widgets = {"seen": forms.DateInput(attrs={"type": "date"}), "words": _THREE_LINES}
        labels = {"what": "What", "seen": "Seen on", "words": "In words", "visit": "After which visit", "over": "It is over"}

    def __init__(self, record: Any, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"seen": timezone.localdate()})
        super().__init__(*args, **kwargs)
        visits = Visit.objects.filter(course__record=record).order_by("on")
        self.fields["visit"].queryset = visits  # type: ignore[attr-defined]
        self.fields["visit"].label_from_instance = lambda visit: f"visit {visit.number}, {visit.on:%-d %b %Y}"  # type: ignore[attr-defined]


def recorded(sheets: list[DeviceSheet], given: Mapping[str, str]) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """What a form says was done: sessions as `keep.finish` takes them, and the reasons by "place.dial". Raises InputError."""
    sessions: list[dict[str, Any]] = []
    reasons: dict[str, str] = {}
    for sheet in sheets:
        setting: dict[str, DialValue] = {}
        for row in sheet.dials:
            key = f"{sheet.place}.{row.name}"
            text = given.get(key, "").strip()
            if not text:
                raise InputError(f"{sheet.session.setting.device.title}: {row.words} is missing; write what was set")
            setting[row.name] = dial_value(text)
            reasons[key] = _said(given, f"reason.{key}", 400)
        sessions.append(
            {
                "device": sheet.session.setting.device.name,
                "sites": list(sheet.session.sites),
                "setting": setting,
                "lot": _said(given, f"{sheet.place}.lot", 120),
                "endpoint": _said(given, f"{sheet.place}.endpoint", 400),
            }
        )
    return sessions, reasons


def _said(given: Mapping[str, str], name: str, longest: int) -> str:
    """A text of a person; the one character that no database keeps is left out."""
    return given.get(name, "").replace("\x00", "").strip()[:longest]
