"""A sweep as people read it: points, main effects and shares of variance in words and figures with units."""

from collections.abc import Mapping, Sequence
from typing import Any

from rederm.output.words import capital, concern, number, percent

PERCENT = "%"
MINUS = "\u2212"
_RISKS = {
    "pih": "dark marks",
    "hypopigmentation": "pale patches",
    "scar": "scar",
    "infection": "infection",
    "prolonged_redness": "prolonged redness",
}
_WORDS = {"downtime_days": "downtime, worst session", "downtime_days_course": "downtime, course", "pain": "pain, worst session"}
_UNITS = {"d": "days", "1/cm^2": "per cm²", "h": "hours", "um": "um", "min": "minutes", "currency": "USD"}
_LONG = {"a": "years", "deg": "degrees", "1/cm^2": "per cm²"}
_SHARES = ("coverage", *_RISKS)
_TAIL = ("_um", "_per_cm2", "_hours", "_days", "_minutes", "_0_10")
Row = dict[str, Any]


def outcome_words(name: str) -> str:
    """Gain, acne scars, day 180; Dark marks; Ablation depth."""
    kind, _, rest = name.partition(".")
    if kind == "gain":
        key, _, day = rest.rpartition(".")
        return f"Gain, {concern(key).lower()}, day {day}"
    if name in _RISKS or name in _WORDS:
        return capital(_RISKS.get(name) or _WORDS[name])
    plain, worst = name.removesuffix("_per_session"), name.endswith("_per_session")
    for tail in _TAIL:
        plain = plain.removesuffix(tail)
    return capital(plain.replace("_", " ")) + (", worst session" if worst else "")


def outcome_unit(outcome: Mapping[str, Any]) -> str:
    """How an outcome is told: %, days, of 10, um."""
    name = outcome["name"]
    if name.startswith("gain.") or name in _SHARES:
        return PERCENT
    if name.startswith("pain"):
        return "of 10"
    return _UNITS.get(outcome["unit"], outcome["unit"])


def axis_words(axis: Mapping[str, Any]) -> str:
    """power W; pins per pass, per cm²."""
    name = axis["name"].removeprefix("physics.").removeprefix("habits.")
    said = axis["unit"] == "1" or axis["kind"] in ("dial", "course")  # a dial's name ends with its unit
    words = name.replace("_", " ").replace(".", ", ")
    return words if said else f"{words}, {_LONG.get(axis['unit'], axis['unit'])}"


def level_words(value: Any) -> str:
    """60, roller, yes."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def shown(band: Mapping[str, float | None], unit: str) -> str:
    """34 (12 to 60), without its unit."""
    if band["median"] is None:
        return "no data"
    low, median, high = (_number(band[end], unit) for end in ("low", "median", "high"))
    return median if low == high else f"{median} ({low} to {high})"


def _number(value: float | None, unit: str) -> str:
    return percent(value).removesuffix(" %") if unit == PERCENT else number(value)


def columns(answer: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """(name, words, unit) of every outcome."""
    return [(outcome["name"], outcome_words(outcome["name"]), outcome_unit(outcome)) for outcome in answer["outcomes"]]


def point_rows(answer: Mapping[str, Any]) -> list[Row]:
    """A row a point; those that no other beats are marked, and those outside published use."""
    return [
        {
            "point": point["point"],
            "at": [level_words(value) for value in point["at"].values()],
            "figures": [shown(point["bands"][name], unit) for name, _, unit in columns(answer)],
            "front": "yes" if point["front"] else "",
            "share": "" if point["front_share"] is None else percent(point["front_share"]),
            "outside": len(point["outside"]),
            "course": point["course"],
        }
        for point in answer["points"]
    ]


def outside_rows(answer: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(sentence, the points it stands for) of every way in which points leave published use."""
    found: dict[str, list[int]] = {}
    for point in answer["points"]:
        for line in point["outside"]:
            found.setdefault(line, []).append(point["point"])
    every = len(answer["points"])
    return [(line, "all" if len(held) == every else ", ".join(map(str, held))) for line, held in found.items()]


def effect_rows(answer: Mapping[str, Any]) -> list[Row]:
    """A row an outcome and axis: its mean at each level, and how far it goes; the axis that matters most first."""
    units, words = (
        {name: unit for name, _, unit in columns(answer)},
        {axis["name"]: axis_words(axis) for axis in answer["axes"]},
    )
    order = {name: place for place, (name, _, _) in enumerate(columns(answer))}
    rows = sorted(answer["effects"], key=lambda effect: (order[effect["outcome"]], -effect["reach"]["median"]))
    return [
        {
            "outcome": outcome_words(effect["outcome"]),
            "unit": units[effect["outcome"]],
            "axis": words[effect["axis"]],
            "means": "; ".join(
                f"{level_words(level['value'])}: {_number(level['mean']['median'], units[effect['outcome']])}"
                for level in effect["levels"]
            ),
            "reach": shown(effect["reach"], units[effect["outcome"]]),
        }
        for effect in rows
    ]


def index_rows(answer: Mapping[str, Any], outcome: str) -> list[Row]:
    """A row an input of one outcome, the largest first."""
    found = [index for index in answer["sensitivity"]["indices"] if index["outcome"] == outcome]
    main = "mu_star" if answer["sensitivity"]["method"] == "morris" else "total"
    return [
        {
            "input": input_words(answer, index["input"]),
            "first": interval(index["first"]),
            "total": interval(index["total"]),
            "mu_star": interval(index["mu_star"]),
            "sigma": "" if index["sigma"] is None else _hundredths(index["sigma"]),
            "clear": index["clear"],
            "index": index,
        }
        for index in sorted(found, key=lambda index: -index[main]["estimate"])
    ]


def input_words(answer: Mapping[str, Any], name: str) -> str:
    """The words of an axis; a group by its name."""
    words = {axis["name"]: axis_words(axis) for axis in answer["axes"]}
    return words.get(name, f"the {name}" if name in ("person", "clinic") else f"doubt: {name}")


def interval(estimate: Mapping[str, float] | None) -> str:
    """0.34 (0.12 to 0.56)."""
    if estimate is None:
        return ""
    low, middle, high = (_hundredths(estimate[end]) for end in ("low", "estimate", "high"))
    return middle if low == high else f"{middle} ({low} to {high})"


def _hundredths(value: float) -> str:
    text = f"{value:.2f}" if abs(value) < 10 else f"{value:.3g}"
    return ("0" if float(text) == 0 else text).replace("-", MINUS)


def spread_rows(answer: Mapping[str, Any]) -> list[Row]:
    """What there is to be explained: the median and band of each outcome over all rows."""
    held = {name: (words, unit) for name, words, unit in columns(answer)}
    return [
        {
            "outcome": held[row["outcome"]][0],
            "unit": held[row["outcome"]][1],
            "band": shown(row["bands"], held[row["outcome"]][1]),
        }
        for row in answer["sensitivity"]["spread"]
    ]


def design(answer: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """What the sweep is: label, figure and what it says, for the head of the page."""
    seed = f"seed {answer['seed']}"
    told = answer["sensitivity"]
    if told:
        method = "Sobol indices" if told["method"] == "sobol" else "Morris effects"
        varied: Sequence[Any] = told["inputs"]
        return [
            (
                "method",
                method,
                f"{told['samples']} base rows" if told["method"] == "sobol" else f"{told['samples']} trajectories",
            ),
            ("inputs", str(len(varied)), ", ".join(item["name"] for item in varied)),
            ("rows", number(told["runs"]), seed),
        ]
    sampled = answer["spec"].get("points") is not None
    return [
        ("points", str(len(answer["points"])), "a sample that fills the space" if sampled else "the full grid"),
        ("turned", str(len(answer["axes"])), ", ".join(axis["name"] for axis in answer["axes"])),
        ("draws", str(answer["draws"]), f"the same at every point; {seed}"),
    ]
