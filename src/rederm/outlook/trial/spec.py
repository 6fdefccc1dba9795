"""What a virtual trial is: its cohort, arms, endpoints, visits and size, as one TOML file says it.

    name = "..."                allocation = "parallel" | "split-face"        n, replicates, seed, visits, rater, dropout, alpha
    [cohort] ...                see skin/cohort.py
    [[arms]]                    name, course (a course text)
    [[endpoints]]               kind, concern, threshold, risk

In parallel arms each client is in one arm, n in each; in a split-face trial each of n clients has one arm on either side.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError

from rederm.course import Course
from rederm.outlook.outlook import RISKS
from rederm.skin.cohort import Cohort
from rederm.skin.entry import Entry, Whole
from rederm.skin.refuse import refusal
from rederm.sources import InputError, nearest, read_toml

_OF_CONCERN = ("gain", "score", "responder")
_SIDES = 2
_FARTHEST = 730  # days after the last session


class EndpointEntry(Entry):
    """One table [[endpoints]]. threshold: least gain of a responder, a share 0..1."""

    kind: Literal["gain", "score", "responder", "event", "downtime", "pain"] = Field(examples=["gain"])
    concern: str | None = Field(default=None, examples=["wrinkles"])
    threshold: float | None = Field(default=None, gt=0, le=1, examples=[0.25])
    risk: str | None = Field(default=None, examples=["pih"])


class ArmEntry(Entry):
    """One table [[arms]]."""

    name: str = Field(min_length=1, max_length=40, examples=["plasma"])
    course: str = Field(examples=["3 sessions of opus-plasma on face at 60 W, 4 weeks apart"])


class SpecEntry(Entry):
    """The whole file."""

    name: str = Field(min_length=1, max_length=120, examples=["Plasma or CO2"])
    cohort: Cohort
    arms: tuple[ArmEntry, ...] = Field(strict=False, min_length=1)
    endpoints: tuple[EndpointEntry, ...] = Field(strict=False, min_length=1)
    allocation: Literal["parallel", "split-face"] = Field(default="parallel", examples=["parallel"])
    visits: tuple[Whole, ...] = Field(default=(90,), strict=False, min_length=1, examples=[[30, 90]])
    rater: Literal["blinded", "open", "patient"] = Field(default="blinded", examples=["blinded"])
    dropout: float = Field(default=0.0, ge=0, le=0.9, examples=[0.1])
    n: Whole = Field(default=40, ge=2, le=1_000_000, examples=[40])
    replicates: Whole = Field(default=100, ge=1, le=5000, examples=[100])
    seed: Whole = Field(default=1, ge=0, le=2**32 - 1, examples=[1])
    alpha: float = Field(default=0.05, ge=0.0001, le=0.5, examples=[0.05])
    age_step: float = Field(default=5.0, ge=1, le=30, examples=[5])


@dataclass(frozen=True)
class Arm:
    """A name and what is done."""

    name: str
    course: Course


@dataclass(frozen=True)
class Endpoint:
    """What is compared. concern: key of a concern of the cohort (gain, score, responder); risk: of an event."""

    kind: str
    concern: str | None = None
    threshold: float | None = None
    risk: str | None = None

    @property
    def key(self) -> str:
        """gain.wrinkles, responder.wrinkles, event.pih, downtime, pain."""
        of = self.concern or self.risk
        return f"{self.kind}.{of}" if of else self.kind

    @property
    def at_visits(self) -> bool:
        """Whether it is observed at every visit, or once for the whole course."""
        return self.kind in _OF_CONCERN


@dataclass(frozen=True)
class TrialSpec:
    """A trial. n: clients in each arm (parallel) or in all (split-face). visits: days after the last session. dropout: the
    share lost by the last visit. age_step [a]: ages are rounded to it where clients are run together.
    """

    name: str
    cohort: Cohort
    arms: tuple[Arm, ...]
    endpoints: tuple[Endpoint, ...]
    allocation: str = "parallel"
    visits: tuple[int, ...] = (90,)
    rater: str = "blinded"
    dropout: float = 0.0
    n: int = 40
    replicates: int = 100
    seed: int = 1
    alpha: float = 0.05
    age_step: float = 5.0

    @classmethod
    def load(cls, path: str | Path) -> "TrialSpec":
        """The trial of a TOML file. Raises InputError, one line, for anything that cannot be used."""
        return cls.of(read_toml(Path(path)), str(path))

    @classmethod
    def parse(cls, text: str, where: str = "trial") -> "TrialSpec":
        """The trial of the text of such a file."""
        try:
            return cls.of(tomllib.loads(text), where)
        except tomllib.TOMLDecodeError as error:
            raise InputError(f"{where} is not valid TOML: {error}") from None

    @classmethod
    def of(cls, mapping: Mapping[str, Any], where: str = "trial") -> "TrialSpec":
        """The trial of a mapping laid out like the file."""
        try:
            entry = SpecEntry.model_validate(dict(mapping))
        except ValidationError as error:
            raise refusal(error, SpecEntry, where) from None
        try:
            return cls(
                arms=_arms(entry),
                endpoints=_endpoints(entry),
                visits=_visits(entry.visits),
                **{key: getattr(entry, key) for key in SpecEntry.model_fields if key not in ("arms", "endpoints", "visits")},
            )
        except InputError as error:
            raise InputError(f"{where}: {error}") from None

    @property
    def split_face(self) -> bool:
        """Whether each client has both arms."""
        return self.allocation == "split-face"

    def to_json(self) -> dict[str, Any]:
        """The trial with every setting in use, laid out like the file: `of` makes the same trial of it."""
        keys = ("name", "allocation", "visits", "rater", "dropout", "n", "replicates", "seed", "alpha", "age_step")
        found: dict[str, Any] = {key: getattr(self, key) for key in keys}
        return {
            **found,
            "visits": list(self.visits),
            "cohort": self.cohort.to_json(),
            "arms": [{"name": arm.name, "course": arm.course.text} for arm in self.arms],
            "endpoints": [
                {key: value for key, value in vars(endpoint).items() if value is not None} for endpoint in self.endpoints
            ],
        }


def _arms(entry: SpecEntry) -> tuple[Arm, ...]:
    names = [given.name for given in entry.arms]
    if len(names) < _SIDES:
        raise InputError(f"there is one arm, {names[0]!r}; write another table headed [[arms]] to compare it with")
    for name in names:
        if names.count(name) > 1:
            raise InputError(f"arm {name!r} stands {names.count(name)} times; give each arm a name of its own")
    if entry.allocation == "split-face" and len(names) != _SIDES:
        raise InputError(
            f"a split-face trial has two sides and needs two arms, not {len(names)} ({', '.join(names)}); "
            'leave arms out, or set allocation = "parallel"'
        )
    return tuple(_arm(given, entry.cohort) for given in entry.arms)


def _arm(given: ArmEntry, cohort: Cohort) -> Arm:
    """A course that names no site is given those of the concerns."""
    try:
        return Arm(given.name, Course.parse(given.course).at_sites(cohort.sites))
    except InputError as error:
        raise InputError(f"arm {given.name!r}: {error}") from None


def _endpoints(entry: SpecEntry) -> tuple[Endpoint, ...]:
    found = tuple(_endpoint(given, entry.cohort, place) for place, given in enumerate(entry.endpoints, 1))
    keys = [endpoint.key for endpoint in found]
    for key in keys:
        if keys.count(key) > 1:
            raise InputError(f"the endpoint {key} stands {keys.count(key)} times; keep one")
    return found


def _endpoint(given: EndpointEntry, cohort: Cohort, place: int) -> Endpoint:
    head = f"endpoints[{place}] ({given.kind})"
    if given.kind in _OF_CONCERN:
        _named(head, "concern", given.concern, cohort.keys)
        _there(head, str(given.concern), cohort)
    if given.kind == "event":
        _named(head, "risk", given.risk, RISKS)
    if given.kind == "responder" and given.threshold is None:
        raise InputError(f"{head}: threshold is missing; give the least gain of a responder, for example threshold = 0.25")
    wanted = {"concern": given.kind in _OF_CONCERN, "risk": given.kind == "event", "threshold": given.kind == "responder"}
    for key, wants in wanted.items():
        if not wants and getattr(given, key) is not None:
            raise InputError(f"{head}: {key} does not go with this kind; leave it out")
    return Endpoint(given.kind, given.concern, given.threshold, given.risk)


def _named(head: str, key: str, given: str | None, allowed: tuple[str, ...] | list[str]) -> None:
    names = ", ".join(allowed)
    if given is None:
        raise InputError(f"{head}: {key} is missing; allowed: {names}")
    if given not in allowed:
        close = nearest(given, allowed)
        where = " in the cohort" if key == "concern" else ""
        raise InputError(
            f"{head}: {key} = {given!r} is not known{where}{close + ' Allowed' if close else '; allowed'}: {names}"
        )


def _there(head: str, key: str, cohort: Cohort) -> None:
    """A gain is a share of what is there at the start: no trial of a concern enrols those who do not have it."""
    none = cohort.concerns[cohort.keys.index(key)].severity[0]
    if none > 0:
        raise InputError(
            f"{head}: {100 * none:.3g} % of the cohort have {key} of severity 0, and a gain, score or response is a share of "
            f"what is there at the start; leave grade 0 out of the severity of {key}, as a trial enrols only those who have "
            "it, or ask for an event, downtime or pain instead"
        )


def _visits(days: tuple[int, ...]) -> tuple[int, ...]:
    if any(not 1 <= day <= _FARTHEST for day in days) or list(days) != sorted(set(days)):
        raise InputError(f"visits = {list(days)} must be days after the last session, 1..{_FARTHEST}, ascending, each once")
    return days
