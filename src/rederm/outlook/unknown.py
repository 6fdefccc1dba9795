"""What no study says about this course in this client: told beside the figures, whose bands are then those of a prior.

`quantity` is a key of the outlook (or of one of its concerns, "gain.age-spots"). A risk named here has no published rate for
such a course at all, and is drawn as "no data"; what is known in direction but not in size is told under "scores" or "gain".
"""

from collections.abc import Sequence
from typing import Any

from rederm.devices import published
from rederm.outlook.region import Region
from rederm.skin.names import ROMAN
from rederm.sources import Sentence, sentence

_PRIOR_KINDS = {
    "age-spots": sentence("no row of the fit: a prior from one image count and one review of lentigines"),
    "blotchiness": sentence("no row of the fit: a prior; sun and hydroquinone move it as much as any injury does"),
    "redness": sentence("no row of the fit: a prior, small and wide"),
    "fine-lines": sentence("no trial scores fine lines apart from wrinkles: wrinkles with an assumed offset"),
    "laxity": sentence("four series only; the weight of replaced tissue stands near its prior"),
    "stretch-marks": sentence("five small series; gain is small and darkening frequent"),
    "scars": sentence("no controlled row for this kind of scar: acne scars with an assumed offset"),
}
_ICEPICK = sentence("one series: odds of response 0.06 (0.004 to 1.0); the size of the effect is assumed")
_ALWAYS = (
    (
        "gain",
        sentence("after two years: two series followed for one to two years, none of plasma; the decay beyond is a prior"),
    ),
    ("gain", sentence("after five years: no series followed that long; the decay is a prior")),
    ("gain", sentence("interval between sessions: no trial compared two; readiness after 14 days is a prior")),
    ("scar_risk_course", sentence("counts of few series set its level; what depth, days to close and history add is assumed")),
    (
        "pain_0_10_per_session",
        sentence("one law of the skin that is stirred serves every device; clinics and people differ more than settings do"),
    ),
    ("heat_hours_per_session", sentence("no trial timed it: one clinic's figure for plasma, scaled")),
    (
        "apparent_age_years",
        sentence("derived from the concerns named and assumed age curves; a face shows age in more than these"),
    ),
)
_LIGHTENING = (
    "hypopigmentation_risk_course",
    sentence("rates exist for full-field laser and dermabrasion only; here by depth and open area"),
)
_DARK_TYPE = 5
_DARK = (
    (
        "scar_risk_course",
        sentence("skin type has no part in it: no series counts scars in types V and VI, which scar more readily"),
    ),
    (
        "hypopigmentation_risk_course",
        sentence("skin type has no part in it: the series are of types I to IV; a pale patch shows more in darker skin"),
    ),
)
_SUN = ("scores", sentence("sun darkens and ages treated skin; how much is not known"))
_NUTRITION = ("scores", sentence("nutrition: its effect on ageing and healing is assumed"))


def unknowns(client: Any, regions: Sequence[Region], treated: Sequence[str]) -> tuple[dict[str, str], ...]:
    """[{quantity, reason}] in a fixed order; `treated`: keys of the concerns that the course treats."""
    found: list[tuple[str, Sentence]] = []
    for key, concern in zip(client.keys(), client.concerns, strict=True):
        if key in treated and concern.kind in _PRIOR_KINDS:
            found.append((f"gain.{key}", _PRIOR_KINDS[concern.kind]))
        elif key in treated and concern.subtype == "icepick":
            found.append((f"gain.{key}", _ICEPICK))
    for region in regions:
        found += _unpublished(client, region)
    if client.fitzpatrick in (1, len(ROMAN)):
        alone = sentence(
            "skin type {type}: no series of this skin type alone: the rate is drawn out from types II to V",
            type=ROMAN[client.fitzpatrick - 1],
        )
        found.append(("pih_risk_course", alone))
    if client.fitzpatrick >= _DARK_TYPE:
        found += _DARK
    found += _ALWAYS
    if not all(injury.layer for region in regions for injury in region.injuries):
        found.append(_LIGHTENING)
    if client.habits.sun != "moderate" or any(s.aftercare.sun_protected for region in regions for s in region.sessions):
        found.append(_SUN)
    if client.habits.nutrition == "poor":
        found.append(_NUTRITION)
    return tuple({"quantity": quantity, "reason": reason} for quantity, reason in dict.fromkeys(found))


def _unpublished(client: Any, region: Region) -> list[tuple[str, Sentence]]:
    """Devices without published use on this site group in this skin type: darkening and gain are wider there."""
    found: list[tuple[str, Sentence]] = []
    for device in {s.setting.device.name: s.setting.device for s in region.sessions}.values():
        if not published(device, region.skin.site.group, client.fitzpatrick):
            where = {"device": device.title, "site": region.site, "type": ROMAN[client.fitzpatrick - 1]}
            wider = sentence(
                "{device} on {site} in skin type {type}: no published use; wider, and never to be read as none", **where
            )
            geometry = sentence(
                "{device} on {site} in skin type {type}: no published use; the band comes from geometry and is wider", **where
            )
            found += [("pih_risk_course", wider), ("gain", geometry)]
    return found
