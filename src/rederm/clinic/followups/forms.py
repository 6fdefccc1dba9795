"""What somebody saw, by hand."""

from typing import Any

from django import forms
from django.utils import timezone

from rederm.clinic.followups.models import RATERS
from rederm.planning.observed import FIGURES
from rederm.skin.names import concern_words

_DAY = forms.DateInput(attrs={"type": "date"})


class ScoreForm(forms.Form):
    """A score of a concern by a named rater, as improvement or as a share of day 0."""

    on = forms.DateField(label="Seen on", widget=_DAY)
    concern = forms.ChoiceField(label="Concern")
    kind = forms.ChoiceField(
        label="Given as", choices=(("improvement_pct", "Improvement, %"), ("score", "Share of the first score, 1 = as before"))
    )
    value = forms.CharField(label="Value", max_length=12, widget=forms.TextInput(attrs={"inputmode": "decimal"}))
    rater = forms.ChoiceField(label="Rater", choices=RATERS)
    rater_name = forms.CharField(label="Name of the rater", max_length=120)

    def __init__(self, concerns: list[str], *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"on": timezone.localdate()})
        super().__init__(*args, **kwargs)
        self.fields["concern"].choices = [(key, concern_words(key)) for key in concerns]  # type: ignore[attr-defined]

    @property
    def row(self) -> dict[str, Any]:
        """As `keep.see` takes it."""
        given = self.cleaned_data
        quantity = f"{given['kind']}.{given['concern']}"
        return {key: given[key] for key in ("on", "value", "rater", "rater_name")} | {"quantity": quantity}


class FigureForm(forms.Form):
    """Days of redness, crust or swelling, hours to closure, pain: of the last visit before the day."""

    on = forms.DateField(label="Seen on", widget=_DAY)
    quantity = forms.ChoiceField(label="What", choices=[(name, f"{words}, {unit}") for name, (unit, words) in FIGURES.items()])
    value = forms.CharField(label="Value; > 5 where it still goes on", max_length=12)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"on": timezone.localdate()})
        super().__init__(*args, **kwargs)


class AnswerForm(forms.Form):
    """A clinician has looked at what stopped the course."""

    value = forms.CharField(label="What was found, and why the course may go on", max_length=300)
