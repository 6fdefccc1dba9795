"""What a sweep is: a client, a course, what is turned and what is asked, as a TOML file says it (`outlook/sweep/entry.py`)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from rederm.course import Course
from rederm.draws import groups
from rederm.outlook.sweep.axis import Axis
from rederm.outlook.sweep.entry import MOST_POINTS, SweepEntry
from rederm.outlook.sweep.indices import SOBOL
from rederm.outlook.sweep.outcomes import check_outcomes, usual_aim
from rederm.outlook.sweep.treatment import Treatment
from rederm.outlook.sweep.turned import axes_of
from rederm.skin import Client
from rederm.skin.refuse import refusal
from rederm.sources import InputError, nearest, read_toml

SENSITIVITY = "sensitivity"


@dataclass(frozen=True)
class SweepSpec:
    """A sweep. aims: {outcome: "more" or "less"}, of those that have one. points: None for the full grid. groups: of uncertain
    parameters that are inputs of a sensitivity analysis; the others stand at their medians."""

    name: str
    kind: str
    client: Client
    treatment: Treatment
    outcomes: tuple[str, ...]
    aims: Mapping[str, str]
    axes: tuple[Axis, ...]
    points: int | None
    groups: tuple[str, ...]
    method: str
    samples: int
    draws: int
    seed: int
    said: Mapping[str, Any]

    @classmethod
    def load(cls, path: str | Path) -> "SweepSpec":
        """The sweep of a TOML file; its client file is found from there. Raises InputError for what cannot be used."""
        return cls.of(read_toml(Path(path)), str(path), Path(path).parent)

    @classmethod
    def parse(cls, text: str, where: str = "sweep") -> "SweepSpec":
        """The sweep of the text of such a file."""
        try:
            return cls.of(tomllib.loads(text), where)
        except tomllib.TOMLDecodeError as error:
            raise InputError(f"{where} is not valid TOML: {error}") from None

    @classmethod
    def of(cls, mapping: Mapping[str, Any], where: str = "sweep", folder: Path = Path()) -> "SweepSpec":
        """The sweep of a mapping laid out like the file."""
        try:
            entry = SweepEntry.model_validate(dict(mapping))
        except ValidationError as error:
            raise refusal(error, SweepEntry, where) from None
        client = _client(entry.client, where, folder)
        try:
            return _made(entry, client)
        except InputError as error:
            raise InputError(f"{where}: {error}") from None

    def to_json(self) -> dict[str, Any]:
        """The sweep with every setting in use, its client file inside: `of` makes the same sweep of it."""
        return dict(self.said)


def _client(given: str | Mapping[str, Any], where: str, folder: Path) -> Client:
    return Client.load(folder / given) if isinstance(given, str) else Client.parse(given, f"{where}: [client]")


def _made(entry: SweepEntry, client: Client) -> SweepSpec:
    treatment = Treatment.of(Course.parse(entry.course).at_sites((client.concerns[0].site,)))
    check_outcomes(client, entry.outcomes, entry.aims)
    analysis = entry.kind == SENSITIVITY
    for key, given in (("covariates", entry.covariates), ("groups", entry.groups)):
        if given and not analysis:
            raise InputError(f'{key} go with kind = "sensitivity"; leave them out of a design')
    if analysis and entry.points is not None:
        raise InputError("points are of a design; a sensitivity analysis takes samples")
    if analysis and entry.method == SOBOL and entry.samples & (entry.samples - 1):
        near = 2 ** (entry.samples.bit_length() - 1)
        raise InputError(f"samples = {entry.samples} is not a power of two, as Sobol's method needs; take {near} or {2 * near}")
    axes = tuple(axes_of(entry, client, treatment))
    asked = _groups(entry.groups) if analysis else ()
    if not axes and not asked:
        raise InputError("nothing is turned; write a table headed [dials], for example with power_W = [40, 60, 80]")
    if not analysis:
        _small_enough(axes, entry.points)
    given = {name: usual_aim(name) for name in entry.outcomes} | dict(entry.aims)
    said = entry.model_dump(mode="json", exclude_none=True) | {"client": client.to_json()}
    return SweepSpec(
        name=entry.name,
        kind=entry.kind,
        client=client,
        treatment=treatment,
        outcomes=entry.outcomes,
        aims={name: aim for name, aim in given.items() if aim},
        axes=axes,
        groups=asked,
        said=said | ({"groups": list(asked)} if analysis else {}),
        **{key: getattr(entry, key) for key in ("points", "method", "samples", "draws", "seed")},
    )


def _groups(given: tuple[str, ...] | None) -> tuple[str, ...]:
    known = groups()
    for name in given or ():
        if name not in known:
            raise InputError(f"groups: {name!r} is not known{nearest(name, known) or ';'} groups: {', '.join(known)}")
    return tuple(known) if given is None else tuple(name for name in known if name in given)


def _small_enough(axes: tuple[Axis, ...], points: int | None) -> None:
    size = prod(len(axis.levels) for axis in axes)
    if points is None and size > MOST_POINTS:
        raise InputError(
            f"the full grid has {size} points, more than {MOST_POINTS}; leave levels out, or give points = 256 (up to "
            f"{MOST_POINTS}) for a sample that fills the space"
        )
