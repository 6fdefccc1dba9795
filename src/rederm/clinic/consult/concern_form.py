"""One concern at one site: a kind with its subtype in one choice, so that no subtype can be chosen where there is none."""

from typing import Any

from django import forms

from rederm.clinic.consult.fields import field_of, plain
from rederm.clinic.consult.whole import WholeForm
from rederm.output.site_words import site_words
from rederm.output.words import CONCERNS
from rederm.skin import Concern, site_names
from rederm.skin.names import CONCERN_KINDS, SUBTYPES

SEVERITY = ("none", "mild", "moderate", "marked", "severe")
_BETWEEN = "/"


class ConcernForm(WholeForm):
    """concern: the one that is edited, as the file holds it; site: where a new one stands."""

    def __init__(self, concern: dict[str, Any] | None = None, site: str = "", data: Any = None) -> None:
        super().__init__(data)
        known = concern or {}
        what = _BETWEEN.join(filter(None, (known.get("kind"), known.get("subtype"))))
        kinds = [(value, words) for group in kinds_shown() for value, words in group]
        missing = {"required": "choose what it is"}
        self.fields["kind"] = forms.ChoiceField(
            choices=kinds, widget=forms.RadioSelect, label="What", initial=what, error_messages=missing
        )
        sites = [(name, site_words(name)) for name in site_names()]
        self.fields["site"] = forms.ChoiceField(choices=sites, label="Where", initial=known.get("site", site))
        given = known.get("severity")
        grades = {plain(float(grade)): f"{grade} {words}" for grade, words in enumerate(SEVERITY)}
        if given is not None:
            grades.setdefault(plain(float(given)), plain(float(given)))
        self.fields["severity"] = forms.TypedChoiceField(
            choices=[("", "not said"), *sorted(grades.items(), key=lambda grade: float(grade[0]))],
            coerce=float,
            empty_value=None,
            required=False,
            widget=forms.RadioSelect,
            label="How severe",
            initial="" if given is None else plain(float(given)),
        )
        weight = field_of(Concern, "weight", "How much it counts beside the others (1 where not said)")
        weight.initial = weight.shown(known.get("weight"))
        self.fields["weight"] = weight

    def concern(self) -> dict[str, Any]:
        """As the file holds it."""
        kind, _, subtype = self.cleaned_data["kind"].partition(_BETWEEN)
        said = {"subtype": subtype or None, "severity": self.cleaned_data["severity"], "weight": self.cleaned_data["weight"]}
        return {"kind": kind, "site": self.cleaned_data["site"]} | {
            key: value for key, value in said.items() if value is not None
        }


def kinds_shown() -> list[list[tuple[str, str]]]:
    """(value, words): first the kinds without subtypes; then each other kind by itself and with its subtypes."""
    plain_kinds = [(kind, str(CONCERNS[kind])) for kind in CONCERN_KINDS if kind not in SUBTYPES]
    return [plain_kinds] + [
        [(kind, str(CONCERNS[kind])), *((f"{kind}{_BETWEEN}{subtype}", subtype) for subtype in subtypes)]
        for kind, subtypes in SUBTYPES.items()
    ]
