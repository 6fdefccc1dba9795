"""What no study says about this course in this client: told beside the figures, whose bands are then those of a prior."""

from collections.abc import Sequence
from typing import Any

from rederm.devices import published
from rederm.outlook.region import Region

_PRIOR_KINDS = {
    "age-spots": "no row of the fit: a prior from one image count and one review of lentigines",
    "blotchiness": "no row of the fit: a prior; sun and hydroquinone move it as much as any injury does",
    "redness": "no row of the fit: a prior, small and wide",
    "fine-lines": "no trial scores fine lines apart from wrinkles: wrinkles with an assumed offset",
    "laxity": "four series; the weight of the replaced share stands near its prior",
    "stretch-marks": "five small series; gain is small and darkening frequent",
}
_SCARS = "no controlled row for this kind of scar: acne scars with an assumed offset"
_LIGHT = ("I", "II", "III", "IV", "V", "VI")


def unknowns(client: Any, regions: Sequence[Region], treated: Sequence[str]) -> tuple[dict[str, str], ...]:
    """[{quantity, reason}] in a fixed order; `treated`: keys of the concerns that the course treats."""
    found: list[tuple[str, str]] = []
    for key, concern in zip(client.keys(), client.concerns, strict=True):
        if key not in treated:
            continue
        if concern.kind in _PRIOR_KINDS:
            found.append((f"gain.{key}", _PRIOR_KINDS[concern.kind]))
        elif concern.kind == "scars":
            found.append((f"gain.{key}", _SCARS))
        elif concern.subtype == "icepick":
            found.append((f"gain.{key}", "one series: odds of response 0.06 (0.004 to 1.0); the size of the effect is assumed"))
    found += [(f"gain.*.{days}", reason) for days, reason in _late().items()]
    for region in regions:
        found += _of_region(client, region)
    found += [
        ("gain.*", "interval between sessions: no trial compared two; readiness after 14 days is a prior"),
        (
            "scar_risk_course",
            "no trial gives a rate after this kind of course: depth threshold, days to close and history, assumed sizes",
        ),
        (
            "hypopigmentation_risk_course",
            "rates exist for full-field laser and dermabrasion only; elsewhere by depth and open area",
        ),
        (
            "pain_0_10_per_session",
            "no injury predicts a pain level: one level for every device that meets living tissue, 4.1 (1.1 to 7.1)",
        ),
        (
            "apparent_age_years",
            "derived from the concerns named and their assumed age curves alone; a face shows age in more than these",
        ),
        ("heat_hours_per_session", "no trial timed it: one clinic's figure for plasma, scaled"),
    ]
    if any(
        session.aftercare.sun_protected or client.habits.sun != "moderate" for region in regions for session in region.sessions
    ):
        found.append(("pih_risk_course", "sun is known to darken; how much is not"))
    if client.habits.nutrition == "poor":
        found.append(("scores", "nutrition: its effect on ageing and healing is assumed"))
    return tuple({"quantity": quantity, "reason": reason} for quantity, reason in dict.fromkeys(found))


def _late() -> dict[str, str]:
    return {
        "730": "two series followed to 1-2 years, none of plasma: decay beyond 18 months is a prior",
        "1825": "no series followed for five years: decay is a prior",
    }


def _of_region(client: Any, region: Region) -> list[tuple[str, str]]:
    found = []
    group, kind = region.skin.site.group, client.fitzpatrick
    for device in {s.setting.device.name: s.setting.device for s in region.sessions}.values():
        if published(device, group, kind):
            continue
        where = f"{device.title} on {region.site} in skin type {_LIGHT[kind - 1]}"
        found.append(("pih_risk_course", f"{where}: no published use; wider, and never to be read as none"))
        found.append(("gain.*", f"{where}: no published use; the band comes from geometry and is wider"))
    return found
