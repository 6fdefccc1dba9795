"""Pictures of a course: one image for each day and quantile, with the words and the figures that belong to it."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from rederm import __version__
from rederm.draws import model_version
from rederm.look.picture import QUANTILES, UNTREATED, Appearance, Patch, Scene
from rederm.outlook import Outlook, pictured
from rederm.sources import InputError, mark

MOST_DAYS = 12  # in one series: more are too small to be looked at
PIXELS, SIDE_MM = 384, 20.0  # of one picture
PHOTO_PIXELS = 560  # longer side of one picture on a photograph
ROWS = (*QUANTILES, UNTREATED)
RELIEF = ("fine-lines", "wrinkles", "texture", "acne-scars", "scars", "laxity")  # kinds that light from the front hides
UNVALIDATED = mark("Simulation, not validated on photographs.")


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
    left_out: tuple[str, ...] = ()  # what of the days a photograph is not made to show

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
            "seed": self.outlook.seed,
            "draws": self.outlook.draws,
            "not_shown": list(self.left_out),
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


def series(outlook: Outlook, site: str, days: Sequence[float], light: str | None = None) -> Series:
    """Pictures of a patch of the client's skin at a treated site, all in one light and from one place.

    light: where none is named, raking if relief is what troubles most, as clinics photograph it, else from the front.
    """
    from rederm.look.picture import Light

    scene, told = pictured(outlook, site, days)
    lamp, patch = Light.named(light or usual_light(scene)), Patch(PIXELS, SIDE_MM, outlook.seed)
    images = rendered(scene, {name: told[name] for name in ROWS}, lamp, patch)
    return Series(outlook, site, tuple(days), lamp.name, scene, told, images, SIDE_MM)


def rendered(scene: Scene, told: Mapping[str, Sequence[Appearance]], light: Any, patch: Patch) -> dict[str, list[np.ndarray]]:
    """What is told of a scene as pictures of one patch, (pixels, pixels, 3) uint8 each."""
    from rederm.look.colour import ColourTable, own_colour
    from rederm.look.marks import treatment_marks
    from rederm.look.picture import render
    from rederm.look.relief import skin_pattern

    table = ColourTable.of(own_colour(scene.client, scene.site))
    pattern, marks = skin_pattern(patch, scene), treatment_marks(patch, scene)
    return {
        name: [render(marks.over(pattern.maps(shown), shown), table, light, patch) for shown in row]
        for name, row in told.items()
    }


def usual_light(scene: Scene) -> str:
    """The light in which clinics photograph what troubles most: across relief, else from the front."""
    worst = max(scene.concerns.values(), key=lambda concern: concern.weight * concern.severity, default=None)
    return "raking" if worst is not None and worst.kind in RELIEF else "front"


def photo_series(outlook: Outlook, site: str, days: Sequence[float], path: Path) -> Series:
    """The same change on the client's own photograph, which stands for the day before the first session."""
    from rederm.look.colour import ColourTable, own_colour
    from rederm.look.photo import check_photo, not_shown, project, read_photo

    photo = read_photo(path)
    check_photo(photo)
    small = check_photo(_fitted(photo))
    scene, told = pictured(outlook, site, days)
    table = ColourTable.of(own_colour(outlook.client, site))
    start = replace(told[UNTREATED][0], grades={key: concern.severity for key, concern in scene.concerns.items()})
    images = {name: [project(small, start, shown, table) for shown in told[name]] for name in ROWS}
    left_out = tuple(dict.fromkeys(word for name in QUANTILES for shown in told[name] for word in not_shown(shown)))
    return Series(outlook, site, tuple(days), mark("as photographed"), scene, told, images, None, left_out)


def _fitted(photo: Any) -> Any:
    """A photograph as large as a sheet shows it."""
    from PIL import Image

    image = Image.fromarray(photo.pixels)
    image.thumbnail((PHOTO_PIXELS, PHOTO_PIXELS), Image.Resampling.LANCZOS)
    return replace(photo, pixels=np.asarray(image))


def _figures(shown: Appearance) -> dict[str, Any]:
    return {name: value for name, value in asdict(shown).items() if name != "sessions"}
