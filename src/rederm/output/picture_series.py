"""Pictures of a course: one image for each day and quantile, with the words and the figures that belong to it."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from rederm import __version__
from rederm.draws import model_version
from rederm.look.picture import QUANTILES, UNTREATED, Appearance, Patch, Scene
from rederm.outlook import Outlook, pictured
from rederm.sources import InputError

MOST_DAYS = 12  # in one series: more are too small to be looked at
PIXELS, SIDE_MM = 384, 20.0  # of one picture
ROWS = (*QUANTILES, UNTREATED)
UNVALIDATED = "Simulation, not validated on photographs."


@dataclass(frozen=True, eq=False)
class Series:
    """images: quantile -> one picture a day, (pixels, pixels, 3) uint8; told: what each of them shows, in the same order."""

    outlook: Outlook
    site: str
    days: tuple[float, ...]
    light: str
    scene: Scene
    told: Mapping[str, Sequence[Appearance]]
    images: Mapping[str, Sequence[np.ndarray]]
    width_mm: float | None  # of a picture, where it is known

    @property
    def id(self) -> str:
        """Of the client, the course and the draws that the pictures come from."""
        asked = (self.outlook.client.model_dump_json(), self.outlook.course.text, self.outlook.draws, self.outlook.seed)
        return hashlib.sha256(repr(asked).encode()).hexdigest()[:10]

    @property
    def marks(self) -> dict[str, str]:
        """What every picture carries beside its day and quantile."""
        return {
            "id": self.id,
            "model": f"rederm {__version__}+{model_version('injury', 'healing', 'look', 'data')[:8]}",
            "seed": str(self.outlook.seed),
            "draws": str(self.outlook.draws),
            "light": self.light,
            "statement": UNVALIDATED,
        }

    def to_json(self) -> dict[str, Any]:
        from rederm.look.picture import describe

        return {
            "schema": "rederm.picture/1",
            "course": self.outlook.course.text,
            "site": self.site,
            **self.marks,
            "frames": [
                {"words": describe(self.scene, shown), **_figures(shown)}
                for quantile in ROWS
                if quantile in self.told
                for shown in self.told[quantile]
            ],
        }


def follow_days(days: Sequence[float]) -> tuple[float, ...]:
    """Days of a series in order, each once. Raises InputError for too many, or one that cannot be followed."""
    kept = tuple(sorted(set(days)))
    if not kept or len(kept) > MOST_DAYS:
        raise InputError(f"--days names {len(kept)} days; give 1 to {MOST_DAYS}, for example --days 0,3,30,180")
    if not all(0 <= day <= 3650 for day in kept):
        given = ",".join(f"{day:g}" for day in kept)
        raise InputError(f"--days {given} leaves 0..3650; day 0 is before the first session, for example 0,3,30,180")
    return kept


def series(outlook: Outlook, site: str, days: Sequence[float], light: str = "front") -> Series:
    """Pictures of a patch of the client's skin at a treated site, all in one light and from one place."""
    from rederm.look.colour import ColourTable, own_colour
    from rederm.look.marks import treatment_marks
    from rederm.look.picture import Light, render
    from rederm.look.relief import skin_pattern

    lamp, patch = Light.named(light), Patch(PIXELS, SIDE_MM, outlook.seed)
    scene, told = pictured(outlook, site, days)
    table = ColourTable.of(own_colour(outlook.client, site))
    pattern, marks = skin_pattern(patch, scene), treatment_marks(patch, scene)
    images = {
        name: [render(marks.over(pattern.maps(shown), shown), table, lamp, patch) for shown in told[name]] for name in ROWS
    }
    return Series(outlook, site, tuple(days), light, scene, told, images, SIDE_MM)


def _figures(shown: Appearance) -> dict[str, Any]:
    return {name: value for name, value in asdict(shown).items() if name != "sessions"}
