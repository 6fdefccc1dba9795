"""Form fields made from the client file's own models: what a key takes there is what its field takes here.

Every field can be left at "not asked", and then its key is absent from the file: never "no", never a default.
"""

import types
from datetime import date
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Le
from django import forms
from pydantic import BaseModel
from pydantic.fields import FieldInfo

NEVER, AGO, NOW = "never", "ago", "now"
_LONGEST = 6000.0  # of a time since, as the history takes it
_SHOWN = 1e6  # a bound above this is there against slips alone
_FEW = 4  # choices up to here are all shown


class Choice(forms.TypedChoiceField):
    """One of a few, or not said. In the file: the value; for yes and no, true and false."""

    def __init__(self, values: dict[str, Any], unsaid: str, **given: Any) -> None:
        self.values = values
        shown = [(key, key.replace("-", " ")) for key in values]
        widget = forms.RadioSelect if len(shown) <= _FEW else forms.Select
        super().__init__(
            choices=[("", unsaid), *shown], coerce=self._value, empty_value=None, required=False, widget=widget, **given
        )

    def _value(self, key: str) -> Any:
        if key not in self.values:
            raise forms.ValidationError(f"{key!r} is none of the choices")
        return self.values[key]

    def shown(self, value: Any) -> str:
        """The choice that a value of the file is."""
        return next((key for key, each in self.values.items() if each == value and type(each) is type(value)), "")


class Since(forms.MultiValueField):
    """How long ago: never, a number, for a medicine also "taking it now" (0 in the file), or not asked."""

    def __init__(self, unit: str, now: str = "", **given: Any) -> None:
        self.now = now
        choices = [("", "not asked"), (NEVER, "never"), *([(NOW, now)] if now else []), (AGO, f"{unit} ago:")]
        number = forms.TextInput(attrs={"inputmode": "decimal", "aria-label": f"{unit} ago", "size": 6})
        parts = (
            forms.ChoiceField(choices=choices, required=False),
            forms.FloatField(required=False, min_value=0, max_value=_LONGEST),
        )
        widget = forms.MultiWidget([forms.RadioSelect(choices=choices), number])
        widget.use_fieldset = True
        widget.decompress = lambda value: value or ["", ""]  # type: ignore[method-assign]
        super().__init__(fields=parts, widget=widget, required=False, require_all_fields=False, **given)

    def compress(self, data_list: list[Any]) -> float | str | None:
        choice, number = data_list if data_list else ("", None)
        if choice == AGO and number is None:
            raise forms.ValidationError("say how long ago, or choose another answer")
        if choice in (NEVER, NOW) and number is not None:
            raise forms.ValidationError(f"both {choice!r} and {number:g} are given; keep one")
        if choice == NOW:
            return 0.0
        return NEVER if choice == NEVER else number

    def shown(self, value: Any) -> list[Any]:
        if value is None:
            return ["", ""]
        if value == NEVER or (self.now and value == 0):
            return [NEVER if value == NEVER else NOW, ""]
        return [AGO, plain(value)]


class Lines(forms.MultiValueField):
    """A list of words, one a line; none; or not asked."""

    def __init__(self, **given: Any) -> None:
        choices = [("", "not asked"), ("none", "none"), ("these", "these, one a line:")]
        area = forms.Textarea(attrs={"rows": 2, "aria-label": "one a line"})
        parts = (forms.ChoiceField(choices=choices, required=False), forms.CharField(required=False, strip=False))
        widget = forms.MultiWidget([forms.RadioSelect(choices=choices), area])
        widget.use_fieldset = True
        widget.decompress = lambda value: value or ["", ""]  # type: ignore[method-assign]
        super().__init__(fields=parts, widget=widget, required=False, require_all_fields=False, **given)

    def compress(self, data_list: list[Any]) -> list[str] | None:
        choice, text = data_list if data_list else ("", "")
        entries = [line.strip() for line in (text or "").replace("\r", "\n").split("\n") if line.strip()]
        if choice == "none" and entries:
            raise forms.ValidationError("both none and a list are given; keep one")
        if choice == "these" and not entries:
            raise forms.ValidationError("write them, one a line, or choose another answer")
        return entries or ([] if choice == "none" else None)

    def shown(self, value: Any) -> list[Any]:
        return ["", ""] if value is None else ["these", "\n".join(value)] if value else ["none", ""]


class Number(forms.FloatField):
    """A number within the bounds of its key."""

    def shown(self, value: Any) -> Any:
        return None if value is None else plain(value)


class WholeNumber(forms.IntegerField):
    def shown(self, value: Any) -> Any:
        return value


class Day(forms.DateField):
    """A day; in the file as text."""

    def clean(self, value: Any) -> str | None:
        found = super().clean(value)
        return found.isoformat() if found else None

    def shown(self, value: Any) -> Any:
        return value


class Words(forms.CharField):
    def clean(self, value: Any) -> str | None:
        return super().clean(value) or None

    def shown(self, value: Any) -> Any:
        return value


def field_of(model: type[BaseModel], key: str, label: str, *, unsaid: str = "not said", unit: str = "", now: str = "") -> Any:
    """The field for a key of a model. unsaid: what "absent" is called; unit: of a time since; now: what 0 of it is called."""
    info = model.model_fields[key]
    kinds = _kinds(info.annotation)
    low, high = bounds(info)
    if bool in kinds:
        return Choice({"yes": True, "no": False}, unsaid, label=label)
    literals = [kind for kind in kinds if get_origin(kind) is Literal]
    if float in kinds and literals:
        return Since(unit, now, label=label)
    if literals:
        return Choice({value: value for value in get_args(literals[0])}, unsaid, label=label)
    if any(get_origin(kind) is tuple for kind in kinds):
        return Lines(label=label)
    if date in kinds:
        return Day(label=label, required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    if float in kinds or int in kinds:
        widget = forms.TextInput(attrs={"inputmode": "decimal" if float in kinds else "numeric", "autocomplete": "off"})
        made = Number if float in kinds else WholeNumber
        return made(
            label=label, required=False, min_value=low, max_value=high, widget=widget, help_text=_range(low, high, unit)
        )
    return Words(label=label, required=False, max_length=400, widget=forms.TextInput(attrs={"autocomplete": "off"}))


def bounds(info: FieldInfo) -> tuple[Any, Any]:
    """Lowest and highest that a key takes, None where it has no such bound."""
    low = next((bound.ge for bound in info.metadata if isinstance(bound, Ge)), None)
    high = next((bound.le for bound in info.metadata if isinstance(bound, Le)), None)
    return low, high


def plain(value: Any) -> str:
    """A number as one types it, exactly."""
    return (
        str(int(value))
        if isinstance(value, float) and value.is_integer()
        else repr(value)
        if isinstance(value, float)
        else str(value)
    )


def _kinds(annotation: Any) -> list[Any]:
    if get_origin(annotation) in (Union, types.UnionType):
        return [kind for each in get_args(annotation) for kind in _kinds(each)]
    if get_origin(annotation) is Annotated:
        return _kinds(get_args(annotation)[0])
    return [] if annotation is type(None) else [annotation]


def _range(low: Any, high: Any, unit: str) -> str:
    return "" if low is None or high > _SHOWN else f"{low:g} to {high:g} {unit}".rstrip()
