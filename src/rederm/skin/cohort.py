"""A cohort: how the clients of a virtual trial are distributed, as the table [cohort] of its file says it.

Each covariate has its own distribution; `pairs` ties them together (skin/copula.py). What is not said is taken from
data/cohort/defaults.toml, and `assumed` names it. Age is a normal cut off at low and high, or without a mean uniform between
them; severities are whole grades 0..4; ITA is normal within its Fitzpatrick type.
"""

from collections.abc import Mapping
from functools import cached_property, partial
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationError, model_validator

from rederm.skin.client import Client
from rederm.skin.clients import Clients, drawn
from rederm.skin.concern import Concern
from rederm.skin.copula import Pairs, read_pairs, uniforms
from rederm.skin.entry import Entry
from rederm.skin.names import Kind, SiteName
from rederm.skin.refuse import refusal
from rederm.skin.shares import Shares, one, read_shares
from rederm.sources import InputError, load_table

SEXES = ("female", "male")
TYPES = ("1", "2", "3", "4", "5", "6")
GRADES = ("0", "1", "2", "3", "4")
SUNSCREEN = ("never", "sometimes", "daily")
SUN = ("low", "moderate", "high")
FAMILY = ("early", "average", "late")
WORDS = {"sex": SEXES, "sunscreen": SUNSCREEN, "sun": SUN, "ageing_in_family": FAMILY}
"""Covariates that are words: what each place stands for."""
_CHOICES = {"fitzpatrick": TYPES, "sunscreen": SUNSCREEN, "sun": SUN, "ageing_in_family": FAMILY}
ByType = Annotated[Shares, BeforeValidator(partial(read_shares, TYPES))]
ByGrade = Annotated[Shares, BeforeValidator(partial(read_shares, GRADES))]
BySunscreen = Annotated[Shares, BeforeValidator(partial(read_shares, SUNSCREEN))]
BySun = Annotated[Shares, BeforeValidator(partial(read_shares, SUN))]
ByFamily = Annotated[Shares, BeforeValidator(partial(read_shares, FAMILY))]
_TABLE = "cohort/defaults"


def _default(key: str, unit: str = "1") -> float:
    return load_table(_TABLE).number(key, unit)


def _default_types() -> Shares:
    return tuple(_default(f"fitzpatrick.type_{kind}") for kind in TYPES)


def _default_grades() -> Shares:
    return tuple(_default(f"severity.grade_{grade}") for grade in GRADES)


class Age(Entry):
    """Years. With a mean and sd a normal, cut off at low and high; without them uniform between low and high."""

    mean: float | None = Field(default=None, ge=18, le=120, examples=[45])
    sd: float | None = Field(default=None, ge=0.1, le=60, examples=[10])
    low: float = Field(default_factory=lambda: _default("age.low", "a"), ge=18, le=120, examples=[30])
    high: float = Field(default_factory=lambda: _default("age.high", "a"), ge=18, le=120, examples=[65])

    @model_validator(mode="after")
    def _fits(self) -> "Age":
        if (self.mean is None) != (self.sd is None):
            raise ValueError("age: mean and sd come together; give both, or neither for a uniform age between low and high")
        if not self.low < self.high:
            raise ValueError(f"age: low = {self.low:g} is not below high = {self.high:g}")
        if self.mean is not None and not self.low <= self.mean <= self.high:
            raise ValueError(f"age: mean = {self.mean:g} is outside low..high = {self.low:g}..{self.high:g}")
        return self


def _default_age() -> Age:
    return Age(mean=_default("age.mean", "a"), sd=_default("age.sd", "a"))


class CohortConcern(Entry):
    """A concern that every client of the cohort has, with the shares of its severity grades 0 (none) .. 4 (severe)."""

    kind: Kind = Field(examples=["wrinkles"])
    subtype: str | None = Field(default=None, examples=["rolling"])
    site: SiteName = Field(examples=["face"])
    severity: ByGrade = Field(default_factory=_default_grades, examples=[{"2": 0.5, "3": 0.5}])

    @model_validator(mode="after")
    def _is_one_of_a_client(self) -> "CohortConcern":
        self.graded(0.0)
        return self

    def graded(self, severity: float) -> Concern:
        """The concern of one client."""
        return Concern(kind=self.kind, subtype=self.subtype, site=self.site, severity=severity)


class Cohort(Entry):
    """Distribution of each covariate. Shares are by key, 0..1; `female`, `smoker` and `moisturise` are one share each."""

    concerns: tuple[CohortConcern, ...] = Field(strict=False, min_length=1, examples=[[{"kind": "wrinkles", "site": "face"}]])
    age: Age = Field(default_factory=_default_age)
    female: float = Field(default_factory=lambda: _default("female"), ge=0, le=1, examples=[0.85])
    fitzpatrick: ByType = Field(default_factory=_default_types, examples=[{"2": 0.4, "3": 0.6}])
    ita_sd: float = Field(default_factory=lambda: _default("ita.sd", "deg"), ge=0, le=30, examples=[5])
    smoker: float = Field(default=0.0, ge=0, le=1, examples=[0.1])
    sunscreen: BySunscreen = Field(default=one("sometimes", SUNSCREEN), examples=[{"daily": 1.0}])
    sun: BySun = Field(default=one("moderate", SUN), examples=[{"low": 1.0}])
    ageing_in_family: ByFamily = Field(default=one("average", FAMILY), examples=[{"average": 1.0}])
    moisturise: float = Field(default=1.0, ge=0, le=1, examples=[0.9])
    pairs: dict[str, float] = Field(default_factory=dict, examples=[{"age severity.wrinkles": 0.5}])

    @classmethod
    def parse(cls, table: Mapping[str, Any], where: str = "cohort") -> "Cohort":
        """The cohort of the table [cohort]; `where` heads the error. Raises InputError, one line."""
        try:
            return cls.model_validate(dict(table))
        except ValidationError as error:
            raise refusal(error, cls, where) from None

    @model_validator(mode="after")
    def _holds_together(self) -> "Cohort":
        try:
            _ = self.whole  # a client with these concerns is one that a file could hold
            _ = self.tied
        except InputError as error:
            raise ValueError(str(error)) from None
        return self

    @cached_property
    def whole(self) -> Client:
        """A client with the concerns of the cohort."""
        return Client.parse(
            {
                "age": self.age.low,
                "sex": "female",
                "fitzpatrick": 3,
                "concerns": [concern.graded(0.0).model_dump(exclude_none=True) for concern in self.concerns],
            },
            "concerns",
        )

    @property
    def keys(self) -> list[str]:
        """Keys of the concerns, in their order: the kind, or kind@site where a kind occurs more than once."""
        return self.whole.keys()

    @property
    def sites(self) -> tuple[str, ...]:
        """Sites of the concerns, each once."""
        return tuple(dict.fromkeys(concern.site for concern in self.concerns))

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the covariates, by which `pairs` speaks of them."""
        severities = [f"severity.{key}" for key in self.keys]
        return ("age", "sex", "fitzpatrick", "ita", "smoker", "sunscreen", "sun", "ageing_in_family", "moisturise", *severities)

    @cached_property
    def tied(self) -> Pairs:
        """Correlations of the latent normals, by pair of names."""
        return read_pairs(self.pairs, self.names)

    def sample(self, n: int, seed: int) -> Clients:
        """n clients. The first k are the same whatever n."""
        return drawn(self, uniforms(self.tied, self.names, n, seed))

    def to_json(self) -> dict[str, Any]:
        """What the file says and no more: `parse` makes the same cohort of it."""
        return self._written(exclude_unset=True)

    def in_use(self) -> dict[str, Any]:
        """Every distribution, said or assumed, shares by key."""
        return self._written(exclude_unset=False)

    def assumed(self) -> list[str]:
        """Names of the distributions that the file does not say."""
        said = self.model_fields_set
        found = [key for key in Cohort.model_fields if key not in said and key not in ("concerns", "pairs")]
        severities = zip(self.keys, self.concerns, strict=True)
        return found + [f"severity.{key}" for key, concern in severities if "severity" not in concern.model_fields_set]

    def _written(self, *, exclude_unset: bool) -> dict[str, Any]:
        found: dict[str, Any] = self.model_dump(mode="json", exclude_none=True, exclude_unset=exclude_unset)
        _name_shares(found, _CHOICES)
        for concern in found["concerns"]:
            _name_shares(concern, {"severity": GRADES})
        return found


def _name_shares(table: dict[str, Any], choices: Mapping[str, tuple[str, ...]]) -> None:
    """Shares in the order of their keys become {key: share}, without those that are 0."""
    for name in choices.keys() & table.keys():
        table[name] = {key: share for key, share in zip(choices[name], table[name], strict=True) if share}
