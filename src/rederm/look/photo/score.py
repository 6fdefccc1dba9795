"""Scores of the concerns in a photograph, for comparing photographs of one client.

    g_k = offset_k + sum_j w_kj ln f_j          f_j the measures of `measures`, at least LEAST_MEASURE

A measure answers to more than one concern: deep wrinkles throw shade that looks like spots. w takes them apart; it is fitted
(ridge regression) on how measures change with grades in rendered pictures of one skin whose concerns all change at once, at
many seeds, lights and zooms, and tested on others. g is in grades, 0 none to 4 severe, but only its CHANGE between
photographs of one client at one site, light and distance is fitted: its level differs from client to client by more than a
grade. repeatability: standard deviation of g when the same skin is photographed again, cut and lit a little otherwise.

Not validated on photographs. Valid, as far as it is, for close-ups; whole faces are measured alike, without proof.

References: `rederm sources appearance/photo_scores`; docs/methods/photograph.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from rederm.look.photo import numerics_photo as n
from rederm.look.photo.measures import NAMES, angle_of, measures
from rederm.look.photo.quality import Checked, check_photo
from rederm.look.photo.read import Photo
from rederm.sources import load_table

CONCERNS: Mapping[str, str] = {
    "age-spots": "brown spots: their area times contrast",
    "blotchiness": "uneven colour wider than spots",
    "redness": "flushed areas and vessels: how far and how uneven",
    "fine-lines": "length times strength of fine lines",
    "wrinkles": "strength of the deepest lines",
    "texture": "pores and roughness",
}
STATEMENT = (
    "Measured from pixels. Tried on rendered pictures only, not validated on photographs; not for diagnosis. "
    "Moles and changing marks belong before a clinician."
)
FACE = "more than a close-up of skin: scores were tried on close-ups only"
USE = "Only the change between photographs of one client, site, light and distance counts; the level is rough."


@dataclass(frozen=True, eq=False)
class PhotoScore:
    """grades: concern -> grade, of which changes count. repeatability: its standard deviation from photograph to photograph."""

    checked: Checked
    grades: Mapping[str, float]
    repeatability: Mapping[str, float]
    angle_deg: float
    angle_repeatability_deg: float

    def to_json(self) -> dict[str, Any]:
        from rederm import __version__
        from rederm.draws import model_version
        from rederm.look.colour import ita_class

        mask = self.checked.mask
        return {
            "schema": "rederm.score/1",
            "photo": self.checked.photo.name,
            "model": f"rederm {__version__}+{model_version('look/photo', 'data/appearance')[:8]}",
            "skin_share": mask.share,
            "skin_pixels": int(mask.inside.sum()) * self.checked.photo.step**2,
            "scores": {
                kind: {"value": self.grades[kind], "repeatability": self.repeatability[kind], "unit": "grade", "meaning": told}
                for kind, told in CONCERNS.items()
            },
            "colour": {
                "ita_deg": self.angle_deg,
                "repeatability_deg": self.angle_repeatability_deg,
                "class": ita_class(self.angle_deg),
                "balance": self.checked.balance,
                "calibrated": False,
            },
            "blur": self.checked.blur,
            "notes": [*self.checked.notes, *([] if self.checked.close_up else [FACE])],
            "use": USE,
            "statement": STATEMENT,
        }


def score(photo: Photo | Checked) -> PhotoScore:
    """Score a photograph. Raises InputError where it cannot be used."""
    checked = photo if isinstance(photo, Checked) else check_photo(photo)
    table, found = load_table("appearance/photo_scores"), measures(checked)
    return PhotoScore(
        checked,
        {kind: graded(kind, found) for kind in CONCERNS},
        {kind: table.number(f"{kind}.repeatability", "1") for kind in CONCERNS},
        angle_of(checked),
        table.number("colour.repeatability", "deg"),
    )


def graded(kind: str, found: Mapping[str, float]) -> float:
    """The grade of a concern by its measures; not cut to the scale, so that changes at its ends are seen."""
    table = load_table("appearance/photo_scores")
    logs = np.log(np.maximum([found[name] for name in NAMES], n.LEAST_MEASURE))
    weights = [table.number(f"{kind}.weight.{name}", "1") for name in NAMES]
    return table.number(f"{kind}.offset", "1") + float(np.dot(weights, logs))
