"""A trial as people read it: what is compared, how far arms differ and with what power, in words and figures with units."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rederm.output.words import concern, number, percent
from rederm.skin.names import ROMAN

UNITS = {"gain": "%", "responder": "%", "event": "%", "score": "", "downtime": "days", "pain": "of 10"}
"""Of an endpoint, by kind; shares are told in per cent and differ by percentage points."""
AXES = {"%": "percentage points", "": "of the score on day 0", "days": "days", "of 10": "points of 10"}
_EVENTS = {
    "pih": "dark marks",
    "hypopigmentation": "pale patches",
    "scar": "scars",
    "infection": "infection",
    "prolonged_redness": "prolonged redness",
}
_PLAIN = {"downtime": "downtime, worst session", "pain": "pain, worst session"}
COVARIATES = {
    "fitzpatrick": "Fitzpatrick type",
    "female": "female",
    "ita_sd": "spread of the ITA within a type",
    "smoker": "smokers",
    "sunscreen": "sunscreen",
    "sun": "sun",
    "ageing_in_family": "ageing in the family",
    "moisturise": "moisturise after treatment",
}
MINUS = "\u2212"
Row = dict[str, str]


def endpoint_words(outcome: Mapping[str, Any]) -> str:
    """Gain in wrinkles, day 90."""
    kind, _, of = outcome["endpoint"].partition(".")
    if kind == "event":
        return _EVENTS[of].capitalize()
    if kind not in UNITS or not of:
        return _PLAIN[kind].capitalize()
    name = {"gain": "Gain", "score": "Score", "responder": "Responders"}[kind]
    return f"{name}, {concern(of).lower()}, day {outcome['day']}"


def figure(value: float | None, kind: str) -> str:
    """34 %, 4.2 days."""
    if value is None:
        return "no data"
    unit = UNITS[kind]
    return percent(value) if unit == "%" else f"{number(value)} {unit}".rstrip()


def signed(value: float, kind: str) -> str:
    """+12, in percentage points where the endpoint is a share."""
    scaled = round(100 * value, 1) if UNITS[kind] == "%" else value
    shown = number(abs(scaled))
    sign = "+" if scaled > 0 else MINUS
    return shown if shown == "0" else f"{sign}{shown}"


def between(row: Mapping[str, Any], kind: str) -> str:
    """+12 (-3 to +26) points."""
    shown = f"{signed(row['estimate'], kind)} ({signed(row['low'], kind)} to {signed(row['high'], kind)})"
    unit = {"%": "points"}.get(UNITS[kind], UNITS[kind])
    return f"{shown} {unit}".rstrip()


def compared(outcome: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Each comparison of an outcome with the figures of its arm."""
    arms = {arm["name"]: arm for arm in outcome["arms"]}
    for comparison in outcome["comparisons"]:
        yield comparison, arms[comparison["arm"]]


def arm_cell(arm: Mapping[str, Any], kind: str) -> str:
    """34 % (21 to 48): the mean of a trial, and 90 % of those of single trials."""
    band = arm["band"]
    if arm["mean"] is None or band["low"] is None:
        return figure(arm["mean"], kind)
    low, high = (figure(band[end], kind).removesuffix(UNITS[kind]).strip() for end in ("low", "high"))
    return figure(arm["mean"], kind) if low == high else f"{figure(arm['mean'], kind)} ({low} to {high})"


def effect_rows(answer: Mapping[str, Any]) -> list[Row]:
    """A row a comparison of an endpoint at a visit."""
    rows = []
    for outcome in answer["outcomes"]:
        first, kind = outcome["arms"][0], outcome["kind"]
        for comparison, arm in compared(outcome):
            effect, power = comparison["effect_size"], comparison["power"]
            difference = comparison["difference"]
            rows.append(
                {
                    "endpoint": endpoint_words(outcome),
                    "arms": f"{comparison['arm']} against {comparison['against']}",
                    "first": arm_cell(first, kind),
                    "other": arm_cell(arm, kind),
                    "difference": between(difference, kind) if difference else "no data",
                    "law": "" if not difference or difference["share_law"] is None else percent(difference["share_law"]),
                    "d": _hundredths(effect["d"]) if effect else "",
                    "effect": "{} ({} to {})".format(*(_hundredths(effect[key]) for key in ("d", "low", "high")))
                    if effect
                    else "",
                    "test": comparison["test"],
                    "power": percent(power["share"]),
                    "more": percent(power["more"]),
                    "less": percent(power["less"]),
                    "needed": needed(power["needed"], "0.8"),
                }
            )
    return rows


def _hundredths(value: float) -> str:
    return f"{value:+.2f}".replace("-", MINUS)


def rate_rows(answer: Mapping[str, Any]) -> list[Row]:
    """Responders and events of each arm, with the exact interval of one trial."""
    return [
        {
            "endpoint": endpoint_words(outcome),
            "arm": arm["name"],
            "seen": f"{arm['seen']:.0f}",
            "rate": percent(arm["mean"]),
            "interval": f"{percent(arm['rate_low'])} to {percent(arm['rate_high'])}",
        }
        for outcome in answer["outcomes"]
        for arm in outcome["arms"]
        if arm["rate_low"] is not None
    ]


def needed(found: Mapping[str, Any], goal: str) -> str:
    """Clients in an arm for this power, by simulation and in closed form."""
    simulated, closed = found[goal]["simulated"], found[goal]["closed_form"]
    shown = "not reached" if simulated is None else str(simulated)
    return shown if closed is None else f"{shown} (closed form {closed})"


def subgroup_rows(answer: Mapping[str, Any]) -> list[Row]:
    """Differences by kind of client, of the last visit of each endpoint that has visits."""
    last = max(answer["spec"]["visits"])
    factors = {"fitzpatrick": "type", "age": "age", "severity": "severity"}
    rows = []
    for outcome in answer["outcomes"]:
        if outcome["day"] not in (None, last):
            continue
        for comparison in outcome["comparisons"]:
            rows += [
                {
                    "endpoint": endpoint_words(outcome),
                    "arms": f"{comparison['arm']} against {comparison['against']}",
                    "group": f"{factors[group['factor']]} {group['level']}",
                    "n": f"{group['n']:.0f}",
                    "difference": between(group, outcome["kind"]),
                }
                for group in comparison["subgroups"]
            ]
    return rows


def cohort_rows(answer: Mapping[str, Any]) -> list[Row]:
    """Every distribution of the cohort, and which of them the file does not say."""
    cohort, assumed = answer["cohort"], set(answer["assumed"])
    age = cohort["age"]
    shape = f"mean {age['mean']:g}, sd {age['sd']:g}, cut off at " if "mean" in age else "uniform over "
    rows = [_row("age", f"{shape}{age['low']:g} to {age['high']:g} years", "age" in assumed)]
    for key, words in COVARIATES.items():
        value = cohort[key]
        if key == "fitzpatrick":
            value = {ROMAN[int(kind) - 1]: share for kind, share in value.items()}
        told = _shares(value) if isinstance(value, Mapping) else f"{value:g} deg" if key == "ita_sd" else percent(value)
        rows.append(_row(words, told, key in assumed))
    for key, given in zip(answer["concerns"], cohort["concerns"], strict=True):
        told = f"at the {given['site']}, by grade of 4: {_shares(given['severity'])}"
        rows.append(_row(f"severity, {concern(key).lower()}", told, f"severity.{key}" in assumed))
    rows += [_row("go together", f"{pair.replace(' ', ' and ')}: {value:+g}", False) for pair, value in cohort["pairs"].items()]
    return rows


def _row(name: str, told: str, assumed: bool) -> Row:
    return {"name": name, "told": told, "assumed": "assumed" if assumed else ""}


def _shares(shares: Mapping[str, float]) -> str:
    return ", ".join(f"{key}: {percent(share)}" for key, share in shares.items())


def design(answer: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """What the trial is: label, figure and what it says, for the head of the page."""
    spec = answer["spec"]
    split = spec["allocation"] == "split-face"
    sides = "one arm on either side" if split else f"{len(spec['arms'])} arms, clients by lot"
    return [
        ("allocation", spec["allocation"], sides),
        ("clients", f"{spec['n']}", "in all" if split else "in each arm"),
        ("trials imagined", f"{spec['replicates']}", f"each at one clinic; seed {spec['seed']}"),
        ("visits", days(spec["visits"]), "days after the last session"),
        ("rated by", spec["rater"], "a patient's own view" if spec["rater"] == "patient" else "photographs or an examiner"),
        ("lost by the last visit", percent(spec["dropout"]), f"alpha {spec['alpha']:g}"),
    ]


def days(visits: Sequence[int]) -> str:
    return ", ".join(str(day) for day in visits)
