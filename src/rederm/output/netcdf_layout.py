"""Which variables stand in the netCDF file of an outlook, on which dimensions, in which unit. Meanings are the glossary's."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from rederm.devices import show
from rederm.look import LEVELS
from rederm.outlook.days import HORIZONS
from rederm.outlook.outlook import RISKS
from rederm.outlook.readings import INSTRUMENTS
from rederm.outlook.sessions import PER_SESSION
from rederm.outlook.units import UNITS
from rederm.output.glossary import terms

if TYPE_CHECKING:
    import xarray as xr

BAND = ("low", "median", "high")
UDUNITS = {"1": "1", "d": "day", "h": "hour", "min": "minute", "a": "year", "um": "um", "g/m^2/h": "g m-2 h-1"}
"""Our units as UDUNITS reads them."""
_LABELS = {
    "band": "Place among the draws: 5 %, 50 %, 95 %.",
    "concern": "Concern of the client; kind@site where a kind occurs twice.",
    "level": "Whose results: the mean of clinics, a clinic like those published, any clinic.",
}
_DAYS = {"day": "Days since the first session.", "horizon": "Days after the last session."}
Told = Mapping[str, Any]


class _Variable(NamedTuple):
    dims: tuple[str, ...]
    values: np.ndarray
    attrs: dict[str, str]


def layout(told: Told) -> "xr.Dataset":
    """An outlook as labelled arrays; told: its JSON."""
    import xarray as xr

    found = _coordinates(told) | _curves(told) | _sessions(told) | _whole(told) | _readings(told)
    data = xr.Dataset({name: tuple(given) for name, given in found.items()})
    return data.set_coords(["session_day", *(name for name, given in found.items() if given.values.dtype == object)])


def _coordinates(told: Told) -> dict[str, _Variable]:
    values = {"band": BAND, "concern": list(told["scores"]), "level": LEVELS, "day": told["days"], "horizon": HORIZONS}
    found = {name: _label(name, values[name], words) for name, words in _LABELS.items()}
    found |= {name: _variable((name,), np.array(values[name], float), "d", words) for name, words in _DAYS.items()}
    counted = np.arange(1, len(told["sessions"]) + 1, dtype=np.int32)  # CF has no longer ones before 1.9
    return found | {"session": _variable(("session",), counted, "1", _meaning("session"))}


def _curves(told: Told) -> dict[str, _Variable]:
    """Scores, gains and instruments over days."""
    concerns = list(told["scores"])
    found = {
        name: _variable(("concern", "day", "band"), [_over(told[name][key]) for key in concerns], UNITS[name], _meaning(name))
        for name in ("scores", "scores_untreated", "swelling")
    }
    for name in ("gain", "of_which_swelling"):
        values = [[_band(told[name][key][str(day)]) for day in HORIZONS] for key in concerns]
        found[name] = _variable(("concern", "horizon", "band"), values, UNITS[name], _meaning(name))
    levels = [[_band(told["gain_levels"][key][level]) for level in LEVELS] for key in concerns]
    found["gain_levels"] = _variable(("concern", "level", "band"), levels, "1", _meaning("gain_levels"))
    for name in INSTRUMENTS:
        for given, end, state in (("skin", "", "With the course"), ("skin_untreated", "_untreated", "Without the course")):
            words = f"{_meaning(name)} {state}, on this site: {told['skin_site']}."
            found[name + end] = _variable(("day", "band"), _over(told[given][name]), UNITS[name], words)
    return found


def _sessions(told: Told) -> dict[str, _Variable]:
    sessions = told["sessions"]
    days = np.array([session["day"] for session in sessions], float)
    found = {"session_day": _variable(("session",), days, "d", "Day of the session, from the first.")}
    for name in ("device", "sites", "setting", "feel"):
        found[f"session_{name}"] = _label("session", [_text(session[name]) for session in sessions], _meaning(name))
    for name in PER_SESSION:
        bands = [_band(session[name]) for session in sessions]
        found[name] = _variable(("session", "band"), bands, UNITS[name], _meaning(name))
    return found


def _whole(told: Told) -> dict[str, _Variable]:
    """One band a quantity: of the worst session, of the whole course."""
    names = [
        *(f"{name}_per_session" for name in PER_SESSION),
        "downtime_days_course",
        *(f"{risk}_risk_course" for risk in RISKS),
    ]
    found = {name: _variable(("band",), _band(told[name]), UNITS[name], _meaning(name)) for name in names}
    for state, band in (told["apparent_age_years"] or {}).items():
        words = f"{_meaning('apparent_age_years')} On day {told['apparent_age_day']:g}, {state}."
        found[f"apparent_age_years_{state}"] = _variable(("band",), _band(band), UNITS["apparent_age_years"], words)
    return found


def _readings(told: Told) -> dict[str, _Variable]:
    """Clinical scales by rater; those of one unit share a dimension, so that every variable has one unit."""
    by_unit: dict[str, list[Told]] = defaultdict(list)
    for concern, readings in told["scales"].items():
        for reading in readings:
            by_unit[reading["unit"]].append({"concern": concern, **reading, "scale": reading["title"]})
    found: dict[str, _Variable] = {}
    for unit, given in by_unit.items():
        dim = "reading" if unit == "1" else f"reading_{unit}"
        for name in ("concern", "scale", "rater", "better"):
            found[f"{dim}_{name}"] = _label(dim, [reading[name] for reading in given], _meaning(name))
        for place, end in enumerate(("least", "largest")):
            ends = np.array([reading["range"][place] for reading in given], float)
            found[f"{dim}_{end}"] = _variable((dim,), ends, unit, f"The {end} that the scale reads.")
        today = [_band(reading["baseline"]) for reading in given]
        found[f"{dim}_baseline"] = _variable((dim, "band"), today, unit, _meaning("baseline"))
        for state in ("treated", "untreated"):
            values = [[_band(reading["days"][state][str(day)]) for day in HORIZONS] for reading in given]
            found[f"{dim}_{state}"] = _variable((dim, "horizon", "band"), values, unit, f"What the scale says, {state}.")
    return found


def _variable(dims: tuple[str, ...], values: Any, unit: str, words: str) -> _Variable:
    return _Variable(dims, np.asarray(values), {"units": UDUNITS[unit], "long_name": words})


def _label(dim: str, values: Sequence[str], words: str) -> _Variable:
    return _Variable((dim,), np.array(values, object), {"units": "1", "long_name": words})


def _meaning(name: str) -> str:
    return terms()[name].meaning


def _over(bands: Mapping[str, Sequence[float]]) -> np.ndarray:
    """Bands over days, (days, band)."""
    return np.stack([np.asarray(bands[end], float) for end in BAND], axis=-1)


def _band(band: Mapping[str, float | None]) -> np.ndarray:
    """One band, (band,); not a number where the quantity does not apply."""
    return np.array([np.nan if band[end] is None else band[end] for end in BAND], float)


def _text(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} = {show(said)}" for name, said in value.items())
    return value if isinstance(value, str) else ", ".join(value)
