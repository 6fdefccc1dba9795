"""An outlook as the command line prints it: bands of 90 %, keys in a fixed order."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from rederm.draws import Samples, band, bands, bands_by_day
from rederm.look import LEVEL
from rederm.outlook.days import HORIZONS
from rederm.outlook.outlook import RISKS, Outlook
from rederm.outlook.sessions import PER_SESSION
from rederm.outlook.units import UNITS

SCHEMA = "rederm.outlook/1"


def outlook_json(outlook: Outlook) -> dict[str, Any]:
    """Every figure that is told of a course, with its unit."""
    age = outlook.apparent_age
    told: dict[str, Any] = {
        "schema": SCHEMA,
        "course": outlook.course.text,
        "draws": outlook.draws,
        "seed": outlook.seed,
        "level": LEVEL,
        "days": outlook.days.tolist(),
        "scores": {key: bands(score.treated) for key, score in outlook.scores.items()},
        "scores_untreated": {key: bands(score.untreated) for key, score in outlook.scores.items()},
        "gain": {key: _at_horizons(score.gain) for key, score in outlook.late.items()},
        "gain_levels": {key: _levels(given) for key, given in outlook.gain_levels.items()},
        "of_which_swelling": {key: _at_horizons(score.swelling) for key, score in outlook.late.items()},
        "swelling": {key: bands(score.swelling) for key, score in outlook.scores.items()},
        "scales": {key: [reading.to_json() for reading in given] for key, given in outlook.scales.items()},
        "skin_site": outlook.skin.site,
        "skin": {name: bands(samples) for name, samples in outlook.skin.treated.items()},
        "skin_untreated": {name: bands(samples) for name, samples in outlook.skin.untreated.items()},
        "apparent_age_years": None if age is None else {name: band(samples) for name, samples in age.items()},
        "apparent_age_day": outlook.age_day,
        "sessions": [session.to_json() for session in outlook.sessions],
    }
    for name in PER_SESSION:
        told[f"{name}_per_session"] = band(outlook.per_session(name))
    hardest = max(outlook.sessions, key=lambda session: float(np.median(session.figures["pain_0_10"])))
    told["feel_per_session"] = hardest.feel
    told["downtime_days_course"] = band(outlook.downtime_days_course)
    for risk in RISKS:
        told[f"{risk}_risk_course"] = band(getattr(outlook.risks, risk))
    told |= {
        "price_course": outlook.price.total,
        "price_range": {"low": outlook.price.low, "high": outlook.price.high},
        "price_source": outlook.price.source,
        "price_notes": list(outlook.price.notes),
        "currency": outlook.price.currency,
        "no_data": [dict(entry) for entry in outlook.no_data],
        "warnings": list(outlook.warnings),
        "sources": list(outlook.sources),
    }
    return told | {"units": dict(UNITS)}


def _at_horizons(gain: Samples) -> dict[str, Any]:
    return dict(zip(map(str, HORIZONS), bands_by_day(gain), strict=True))


def _levels(gain: Mapping[str, Samples]) -> dict[str, Any]:
    return {level: band(samples) for level, samples in gain.items()}
