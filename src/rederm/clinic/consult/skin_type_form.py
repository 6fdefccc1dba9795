"""The form of the skin type: ten answers, up to five readings, and the type that the clinician takes."""

from typing import Any

from django import forms

from rederm.clinic.consult.fields import bounds
from rederm.clinic.consult.models import SkinTyping
from rederm.clinic.consult.skin_type import disagreement, mean_angle, measured, questionnaire, suggested
from rederm.clinic.consult.whole import WholeForm
from rederm.skin import Client
from rederm.skin.names import ROMAN

ROWS = 5
_LOW, _HIGH = bounds(Client.model_fields["ita"])
_ASKED = {"L": ("L*", 0, 100), "b": ("b*", -60, 80), "ita": ("or ITA", _LOW, _HIGH)}  # what CIELAB of skin can be


class SkinTypeForm(WholeForm):
    """last: the typing before this one, whose answers are shown again; chosen: the type in the file."""

    def __init__(self, last: SkinTyping | None, chosen: int | None, data: Any = None) -> None:
        super().__init__(data)
        self.chosen_before = chosen
        for key, asked in questionnaire()["question"].items():
            choices = [("", "not asked"), *((str(points), words) for points, words in enumerate(asked["answers"]))]
            self.fields[f"answer.{key}"] = forms.TypedChoiceField(
                choices=choices,
                coerce=int,
                empty_value=None,
                required=False,
                label=asked["text"],
                widget=forms.RadioSelect,
                initial=str(last.answers[key]) if last and last.answers.get(key) is not None else "",
            )
        for row in range(1, ROWS + 1):
            for key, (label, low, high) in _ASKED.items():
                attrs = {"inputmode": "decimal", "size": 6, "aria-label": f"{label}, reading {row}", "autocomplete": "off"}
                widget = forms.TextInput(attrs=attrs)
                self.fields[f"reading.{row}.{key}"] = forms.FloatField(
                    required=False, min_value=low, max_value=high, label=label, widget=widget
                )
        self.fields["chosen"] = forms.TypedChoiceField(
            choices=[(str(n), ROMAN[n - 1]) for n in range(1, 7)],
            coerce=int,
            label="Skin type of the file",
            widget=forms.RadioSelect,
            initial=str(chosen or ""),
            error_messages={"required": "choose the type, whatever the answers suggest"},
        )

    def clean(self) -> dict[str, Any] | None:
        found = super().clean()
        for row in range(1, ROWS + 1):
            given = {key: self.cleaned_data.get(f"reading.{row}.{key}") for key in _ASKED}
            whole = ("L", "b") if given["ita"] is None else ("ita",)
            said = {key for key, value in given.items() if value is not None}
            if said and said != set(whole):
                self.add_error(f"reading.{row}.L", f"reading {row}: give L* and b*, or the ITA alone")
        return found

    def parts(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The questions by their heading."""
        found: dict[str, list[forms.BoundField]] = {}
        for key, asked in questionnaire()["question"].items():
            found.setdefault(asked["part"], []).append(self[f"answer.{key}"])
        return list(found.items())

    def rows(self) -> list[list[forms.BoundField]]:
        """The fields of each reading."""
        return [[self[f"reading.{row}.{key}"] for key in _ASKED] for row in range(1, ROWS + 1)]

    def answers(self) -> dict[str, int | None]:
        """Points by question, as far as they were given."""
        return {key: self._now(f"answer.{key}") for key in questionnaire()["question"]}

    def readings(self) -> list[dict[str, float]]:
        """Whole readings."""
        rows = [{key: self._now(f"reading.{row}.{key}") for key in _ASKED} for row in range(1, ROWS + 1)]
        said = [{key: value for key, value in row.items() if value is not None} for row in rows]
        return [row for row in said if set(row) in ({"ita"}, {"L", "b"})]

    def told(self) -> dict[str, Any]:
        """What the answers and readings make of it: to be shown before and after it is kept."""
        answers, angle = self.answers(), measured(mean_angle(self.readings()))
        kind, chosen = suggested(answers), self._now("chosen") if self.is_bound else self.chosen_before
        given = [value for value in answers.values() if value is not None]
        return {
            "points": sum(given),
            "open": len(answers) - len(given),
            "suggested": ROMAN[kind - 1] if kind else "",
            "chosen": ROMAN[chosen - 1] if chosen else "",
            "overridden": bool(kind and chosen and kind != chosen),
            "angle": angle,
            "readings": len(self.readings()),
            "warning": disagreement(chosen, angle) if chosen else "",
        }

    def typing(self) -> SkinTyping:
        """What is kept of it; not saved."""
        answers, readings = self.answers(), self.readings()
        return SkinTyping(
            answers=answers,
            suggested=suggested(answers),
            chosen=self.cleaned_data["chosen"],
            readings=readings,
            ita=mean_angle(readings),
        )

    def _now(self, name: str) -> Any:
        if self.is_bound:
            self.is_valid()
            return self.cleaned_data.get(name)
        first = self.fields[name].initial
        return int(first) if first not in (None, "") else None
