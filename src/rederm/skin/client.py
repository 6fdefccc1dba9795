"""The client: who is treated and what they want, as their file says it (TOML; an unknown key is an error).

Required: age, sex, fitzpatrick and one concern. What was not asked stays None, never "no".
"""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError, model_validator

from rederm.skin.concern import Concern
from rederm.skin.entry import Entry, Whole
from rederm.skin.habits import Habits, TreatmentBefore
from rederm.skin.history import QUESTIONS, History
from rederm.skin.limits import Limits
from rederm.skin.refuse import refusal
from rederm.sources import InputError, read_toml, sentence

_ADULT = 18
_NEAR_EYE = ("face", "periorbital", "eyelid")
_CHILD_BEARING = ("pregnant", "breastfeeding")


class Client(Entry):
    """One client. Attribute names are the keys of the file: `client.history.keloids`, `client.limits.downtime_days`."""

    age: float = Field(ge=0, le=120, examples=[52])
    sex: Literal["female", "male"] = Field(examples=["female"])
    fitzpatrick: Whole = Field(ge=1, le=6, examples=[4])
    ita: float | None = Field(default=None, ge=-90, le=90, examples=[22.0])
    weight_kg: float | None = Field(default=None, ge=2, le=400, examples=[68.0])
    menopause_years: float | None = Field(default=None, ge=0, le=80, examples=[2])
    ageing_in_family: Literal["early", "average", "late"] = Field(default="average", examples=["average"])
    physician_entry: bool = Field(default=False, examples=[True])
    concerns: tuple[Concern, ...] = Field(strict=False, min_length=1, examples=[[{"kind": "acne-scars", "site": "cheek"}]])
    history: History = History()
    treatments_before: tuple[TreatmentBefore, ...] = Field(default=(), strict=False)
    habits: Habits = Habits()
    limits: Limits = Limits()

    @classmethod
    def load(cls, path: str | Path) -> "Client":
        """The client of a TOML file. Raises InputError, one line, for anything that cannot be used."""
        return cls.parse(read_toml(Path(path)), str(path))

    @classmethod
    def parse(cls, mapping: Mapping[str, Any], where: str = "client") -> "Client":
        """The client of a mapping laid out like the file; `where` heads the error."""
        try:
            return cls.model_validate(dict(mapping))
        except ValidationError as error:
            raise refusal(error, cls, where) from None
        except RecursionError:
            raise InputError(f"{where}: tables are nested too deeply; see the client file of the guide") from None

    def to_json(self) -> dict[str, Any]:
        """What the file says and no more, as JSON holds it: `parse` makes the same client of it."""
        return self.model_dump(mode="json", exclude_unset=True)

    @model_validator(mode="after")
    def _person_fits(self) -> "Client":
        if self.age < _ADULT and not self.physician_entry:
            raise ValueError(
                f"age = {self.age:g} is under {_ADULT}; a physician may enter this client with physician_entry = true"
            )
        if self.menopause_years is not None:
            if self.sex == "male":
                raise ValueError('menopause_years does not go with sex = "male"; leave it out')
            if self.menopause_years >= self.age:
                raise ValueError(
                    f"menopause_years = {self.menopause_years:g} is not below age = {self.age:g}; give years since menopause"
                )
        for key in _CHILD_BEARING:
            if self.sex == "male" and getattr(self.history, key):
                raise ValueError(f'history.{key} = true does not go with sex = "male"; correct one of them')
        return self

    @model_validator(mode="after")
    def _concerns_fit(self) -> "Client":
        pairs = Counter((concern.kind, concern.site) for concern in self.concerns)
        for (kind, site), times in pairs.items():
            if times > 1:
                raise ValueError(f"concern {kind} on {site} stands {times} times; keep one, with the severity of them all")
        if not any(concern.weight for concern in self.concerns):
            raise ValueError("every concern has weight = 0; give at least one a weight above 0, for example weight = 1.0")
        for subtype, key in (("melasma", "melasma"), ("post-inflammatory", "pih_history")):
            if getattr(self.history, key) is False and any(concern.subtype == subtype for concern in self.concerns):
                raise ValueError(
                    f"history.{key} = false contradicts the concern of subtype {subtype}; set history.{key} = true"
                )
        return self

    def keys(self) -> list[str]:
        """Names of the concerns, in their order: the kind, or kind@site where a kind occurs more than once."""
        times = Counter(concern.kind for concern in self.concerns)
        return [c.key if times[c.kind] == 1 else f"{c.kind}@{c.site}" for c in self.concerns]

    def questions(self) -> list[str]:
        """Plain questions for what was not asked and matters to this client, one sentence each."""
        return [text for key, text in QUESTIONS.items() if getattr(self.history, key) is None and self._matters(key)]

    @property
    def provisional(self) -> bool:
        """True while a question that matters has not been asked."""
        return bool(self.questions())

    def assumed(self) -> list[str]:
        """What was not stated and is therefore assumed, in plain words."""
        found = self.habits.assumed()
        if "ageing_in_family" not in self.model_fields_set:
            found.append(sentence("not stated, assumed: the family ages at an average pace"))
        if "operator" not in self.limits.model_fields_set:
            found.append(sentence("not stated, assumed: a nurse will treat"))
        found += [
            sentence("not stated, assumed: {concern} is of moderate severity (2 of 4)", concern=key)
            for key, concern in zip(self.keys(), self.concerns, strict=True)
            if "severity" not in concern.model_fields_set
        ]
        return found

    def _matters(self, key: str) -> bool:
        if key in _CHILD_BEARING:
            return self.sex == "female" and self.menopause_years is None
        if key == "lax_lower_lid":
            return any(concern.site in _NEAR_EYE for concern in self.concerns)
        return True
