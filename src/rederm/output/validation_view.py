"""A validation as people read it: figures with units, tables by kind and modality, comparisons, missed ones by name."""

from collections.abc import Mapping, Sequence
from typing import Any

from rederm.output.dials import dial
from rederm.output.words import concern, number, percent, percent_span, span

BOUNDS = {"": "", "at_least": "at least ", "at_most": "at most "}
UNITS = {"d": "days", "h": "h", "of 10": "of 10"}
HOLDS = {True: "holds", False: "does not hold", None: "not measured"}
QUANTITIES = {
    "gain": "gain",
    "darkening": "people who darkened",
    "redness": "days of redness",
    "closure": "hours to closure",
    "crust": "days of crust",
    "downtime": "days of downtime",
    "pain": "pain",
}
MODALITIES = {"light": "lasers", "heat": "plasma and RF", "chemical": "peels", "mechanical": "abrasion and needles"}
SIGNIFICANT = {True: ", significant", False: ", not significant", None: ", no P"}
WORDS = {"moist": "moist care", "interval_days": "days apart"}
MINUS, PLUS_MINUS = "\u2212", "\u00b1"
OUTCOMES = {"a": "more with the first", "b": "more with the second", "none": "no difference seen"}


def shown_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """A figure with its prediction in sample, left out and by the rule of thumb, in words."""
    unit = row["unit"]
    base = row["baseline"]
    return dict(row) | {
        "observed": BOUNDS[row["bound"]] + amount(row["observed"], unit),
        "predicted": amounts(row["predicted"], unit),
        "unseen": amounts(row["left_out"]["predicted"], unit) if row["use"] == "fitted" else "not fitted",
        "thumb": "" if base is None else amounts(base["predicted"], unit),
        "missed": "" if row["left_out"]["in_band"] else "missed",
        "missed_seen": "" if row["in_band"] else "missed",
    }


def shown_lesion(row: Mapping[str, Any]) -> dict[str, Any]:
    """A lesion: in sample, and by a fit that has not seen its series."""
    share = row["unit"] == "1"
    unseen = row["left_out"]
    return dict(row) | {
        "observed": f"{BOUNDS[row['bound']]}{percent(row['observed']) if share else number(row['observed'])}",
        "predicted": percent_span(row["predicted"]) if share else span(row["predicted"]),
        "unseen": percent_span(unseen["predicted"]) if share else span(unseen["predicted"]),
        "z": "" if row["z"] is None else f"{row['z']:+.1f}",
        "z_unseen": "" if unseen["z"] is None else f"{unseen['z']:+.1f}",
        "unit": "" if share else row["unit"],
    }


def shown_cell(cell: Mapping[str, Any]) -> dict[str, Any]:
    """A line of the table by kind and modality."""
    seen, left = cell["seen"], cell["left_out"]
    score = cell.get("interval_score")
    return {
        "name": cell["name"] if cell["modality"] == "all" else MODALITIES.get(cell["modality"], cell["modality"]),
        "whole": cell["modality"] == "all",
        "rows": cell["rows"],
        "studies": cell["studies"],
        "fitted": cell["fitted"],
        "coverage": percent(left["coverage"]),
        "coverage_seen": percent(seen["coverage"]),
        "thumb": percent(cell["baseline_coverage"]) if "baseline_coverage" in cell else "",
        "width": _width(left, cell["scale"]),
        "bias": _bias(left, cell["scale"]),
        "error": _error(left, cell["scale"]),
        "score": "" if score is None else f"{score['model']:.2f} / {score['baseline']:.2f}",
        "better": f"{100 * cell['better_by']:+.0f} %" if "better_by" in cell else "",
    }


def shown_comparison(row: Mapping[str, Any]) -> dict[str, Any]:
    """A comparison within a trial, in words."""
    unit = row["unit"]
    what = QUANTITIES[row["quantity"]] + (f", {concern(row['concern']).lower()}" if row["concern"] else "")
    a, b = row["observed"] or (None, None)
    chance, unseen = row["chance_a_more"], row["left_out"]
    return dict(row) | {
        "what": f"{what}, {row['site']}" + (f", {row['n']} people" if row["n"] else ""),
        "a": treatment(row["a"]),
        "b": treatment(row["b"]),
        "reported": OUTCOMES[row["reported"]] + ("" if row["reported"] == "none" else SIGNIFICANT[row["significant"]]),
        "observed": "" if a is None else f"{amount(a, unit)} / {amount(b, unit)}",
        "first": amount(row["predicted"]["a"]["median"], unit),
        "second": amount(row["predicted"]["b"]["median"], unit),
        "chance": percent(chance) if 0.005 < chance < 0.995 else ("> 99 %" if chance > 0.5 else "< 1 %"),
        "difference": difference(row["difference"], unit),
        "trial": difference(row["trial_difference"], unit),
        "verdict": ("as reported" if row["right"] else "missed"),
        "unseen": "" if unseen is None else difference(unseen["difference"], unit),
        "unseen_verdict": "" if unseen is None else ("as reported" if unseen["right"] else "missed"),
    }


def treatment(side: Mapping[str, Any]) -> str:
    """fractional-co2, 20 mJ, 10 %, no cold air: one side of a comparison."""
    said = [side["device"], *(dial(name, value) for name, value in side["dials"].items())]
    for name, value in side["differs"].items():
        word = WORDS.get(name, name.replace("_", " "))
        if isinstance(value, bool):
            said.append(word if value else f"no {word}")
        else:
            said.append(value if isinstance(value, str) else f"{value:g} {word}")
    return ", ".join(said)


def shown_terms(terms: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Fitted numbers, those least told by the rows last."""
    return [
        {
            "name": term["name"],
            "prior": _bounds(term["prior"]),
            "posterior": _bounds(term["posterior"]),
            "narrowing": f"{term['narrowing']:.2f}",
            "shift": f"{term['shift']:+.1f}",
        }
        for term in sorted(terms, key=lambda term: term["narrowing"])
    ]


def amount(value: float | None, unit: str) -> str:
    """35 %, 6 days, 4.2 of 10."""
    return percent(value) if unit == "1" else f"{number(value)} {UNITS.get(unit, unit)}"


def amounts(band: Mapping[str, float | None], unit: str) -> str:
    return percent_span(band) if unit == "1" else span(band, UNITS.get(unit, unit))


def difference(band: Mapping[str, float], unit: str) -> str:
    """+4 (-2 to +9) points, +1.7 (+0.2 to +3) days; what rounds to nothing has no sign."""
    scale, word = (100.0, "points") if unit == "1" else (1.0, "" if unit == "of 10" else UNITS.get(unit, unit))
    said = [_signed(scale * band[end]) for end in ("median", "low", "high")]
    return f"{said[0]} ({said[1]} to {said[2]}) {word}".rstrip()


def _signed(value: float) -> str:
    said = number(abs(value))
    return said if said == "0" else ("+" if value > 0 else MINUS) + said


def _width(told: Mapping[str, Any], scale: str | None) -> str:
    if "width" not in told:
        return ""
    return _scaled(told["width"], scale, lambda x: f"factor {number(_factor(x))}")


def _bias(told: Mapping[str, Any], scale: str | None) -> str:
    if "bias" not in told:
        return ""
    doubt = told["bias_error"]
    if scale == "ln":
        return f"x {_factor(told['bias']):.2f}" + ("" if doubt is None else f" (x/ {_factor(doubt):.2f})")
    size, word = _unit(scale)
    return _signed(size * told["bias"]) + ("" if doubt is None else f" {PLUS_MINUS} {number(size * doubt)}") + f" {word}"


def _error(told: Mapping[str, Any], scale: str | None) -> str:
    return _scaled(told["error"], scale, lambda x: f"factor {_factor(x):.2f}") if "error" in told else ""


def _scaled(value: float, scale: str | None, as_factor: Any) -> str:
    if scale == "ln":
        return str(as_factor(value))
    size, word = _unit(scale)
    return f"{number(size * value)} {word}"


def _unit(scale: str | None) -> tuple[float, str]:
    return {"share": (100.0, "points"), "pain": (1.0, "of 10")}.get(scale or "", (1.0, "points"))


def _factor(ln: float) -> float:
    from math import exp

    return exp(min(ln, 20.0))


def _bounds(bounds: Sequence[float]) -> str:
    value, low, high = bounds
    return f"{value:.3g} ({low:.3g} to {high:.3g})"
