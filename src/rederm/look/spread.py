"""What moves a hazard beside the injury: where, what kind, how severe, at which clinic, in whom.

    ln H += subtype + concern + site + slope (severity - 2) + study_sd z_study + person_sd z_person

The study effect is the difference between clinics that no covariate explains (0.6, a floor: published rows favour success);
the person effect is stated as a share of baseline at a gain of one half and brought to ln H there,

    person_sd(ln H) = sd / (H exp(-H)),   H = ln 2,

so that no client can gain by no treatment or lose more than there was. Both are one number a draw and concern, so that a
curve over days is smooth and every plan is judged at the same clinic and in the same person.

References: `rederm sources posterior/outcome`.
"""

import math
from typing import Any

import numpy as np

from rederm.draws import Draws, Samples, remembered
from rederm.skin import Site
from rederm.sources import load_table, sentence

LEVELS = ("mean_of_clinics", "clinic_like_the_rows", "any_clinic")
"""Whose gain a band is about: the middle of all clinics and clients, so that parameters alone are unknown; one client at a
clinic such as those that published; one client at any clinic."""

LEVEL = sentence("one client at any clinic, the widest of three levels: for a clinic whose own results are not known")
"""Whose results the bands speak of."""


@remembered
def spread(kind: str, draws: Draws, outside: bool = False, level: str = "any_clinic") -> Samples:
    """Study and person effect on ln H of one concern, (n,); wider where no published use speaks to the course (`outside`).

    level: one of LEVELS.
    """
    table = load_table("posterior/outcome")
    total = clinic_spread(level) * draws.normal(f"outcome.study.{kind}")
    if level != "mean_of_clinics":
        total = total + person_spread() * draws.normal(f"outcome.person.{kind}")
    if outside:
        total = total + table.number("outside_sd", "1") * draws.normal(f"outcome.outside.{kind}")
    return total


def clinic_spread(level: str = "any_clinic") -> float:
    """sd of ln H between clinics: none, as fitted on those that published, or with the floor for any other."""
    published = load_table("posterior/observation").number("study_sd", "1")
    floor = load_table("posterior/outcome").number("study_sd", "1")
    return {"mean_of_clinics": 0.0, "clinic_like_the_rows": published, "any_clinic": max(published, floor)}[level]


def person_spread() -> float:
    """sd of ln H between the clients of one clinic."""
    table = load_table("posterior/outcome")
    gain = table.number("person_at", "1")
    hazard = -math.log(1 - gain)
    return table.number("person_sd", "1") / (hazard * (1 - gain))


@remembered
def offset(concern: Any, site: Site, draws: Draws) -> Samples:
    """Effect of kind, subtype, site and severity on ln H, (n,); `concern` as in the client file, `site` its own."""
    total = np.zeros(draws.n)
    if concern.kind == "texture":
        total = total + draws["outcome.con_T"]
    if concern.kind == "fine-lines":
        total = total + draws["outcome.con_fine"]
    if concern.kind == "stretch-marks":
        total = total + draws["outcome.con_X"]
    subtype = f"subtype.{concern.kind}.{concern.subtype or 'any'}"
    if subtype in load_table("posterior/outcome"):
        total = total + draws[f"outcome.{subtype}"]
    if site.eye_zone and site.name != "face":  # the whole face holds an eye zone, but is not thin skin
        total = total + draws["outcome.site_lid"]
    elif site.group != "face":
        total = total + draws["outcome.site_body"]
    return total + draws["outcome.severity_slope"] * (concern.severity - 2.0)
