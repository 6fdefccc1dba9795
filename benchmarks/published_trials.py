"""Published trials beside virtual trials of the same designs.

make trials      runs the designs and writes docs/validation/trials.md, in a minute

What was published stands in data/evidence/trials.toml, what was done in examples/trials. A published figure is missed where it
lies outside the band of 90 % of what single virtual trials of that size find.
"""

from collections.abc import Mapping
from pathlib import Path
from textwrap import fill
from typing import Any

from rederm.outlook.trial.engine import run
from rederm.outlook.trial.result import Comparison, Outcome, TrialResult
from rederm.outlook.trial.spec import TrialSpec
from rederm.outlook.trial.summary import summarise
from rederm.sources import DATA, read_toml

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "validation" / "trials.md"
WIDTH = 128
DESIGNS = ROOT / "examples" / "trials"

HEAD = """\
# Published trials, run virtually

Designs of published trials run by `rederm trial`, and what they found beside what the trials reported. Written by
`make trials`; figures are not edited by hand. Cohorts are known as far as the abstracts tell them, and the files of the designs
say what is assumed.

The laws were fitted on rows that hold these arms among many others: agreement here is no test on unseen data, which is what
[validation](README.md) is for. It shows whether effects, their spread and the verdict of a trial of that size come out as they
did. In brackets is the band of 90 % of what single virtual trials of that size find, over people and over what is not known of
the law; **missed** marks published figures outside it. Differences are second arm less first; a difference is
found where P < 0.05.
"""

TABLE = """\
| arm | published | virtual |  |
|---|---|---|---|
"""


def told(value: float, band: tuple[float, float] | None = None) -> str:
    """A share in per cent, with its band."""
    shown = [round(100 * given) for given in (value, *(band or ()))]
    return f"{shown[0]} %" + ("" if band is None else f" ({shown[1]} to {shown[2]})")


def row(name: str, published: str, value: float, virtual: float, band: tuple[float, float]) -> str:
    """A line of the table."""
    inside = band[0] <= value <= band[1]
    return f"| {name} | {published} | {told(virtual, band)} | {'' if inside else '**missed**'} |"


def published_of(entry: Mapping[str, Any]) -> list[float]:
    """The figures of the arms; rates as the counts give them, to every digit."""
    if "events" in entry:
        return [events / entry["people"] for events in entry["events"]]
    return list(entry["observed"])


def rows_of(entry: Mapping[str, Any], outcome: Outcome) -> list[str]:
    """The arms and their difference, published and virtual."""
    lines = []
    observed = published_of(entry)
    for arm, value in zip(outcome.arms, observed, strict=True):
        assert arm.mean is not None
        lines.append(row(arm.name, told(value), value, arm.mean, (float(arm.band["low"] or 0), float(arm.band["high"] or 0))))
    found = outcome.comparisons[0].difference
    assert found is not None
    value = observed[1] - observed[0]
    spread = entry.get("spread")
    published = told(value, None if spread is None else (value - spread, value + spread))
    return [*lines, row("difference", published, value, found.estimate, (found.low, found.high))]


def verdict(entry: Mapping[str, Any], compared: Comparison) -> str:
    """What the published and the virtual trials say of the difference."""
    power, found = compared.power, compared.difference
    share = "" if found is None or found.share_law is None else f"; {100 * found.share_law:.0f} % of the variance is the law's"
    needed = power.needed["0.8"][0]
    size = "more than 1,000 clients" if needed is None else f"{needed} clients"
    seen = "was significant" if entry["significant"] else "was not significant"
    return (
        f"Published: the difference {seen} ({entry['basis']}). Virtual: {100 * power.share:.0f} % of trials find a difference "
        f"({compared.test}): {100 * power.more:.0f} % with more for {compared.arm}, {100 * power.less:.0f} % with more for "
        f"{compared.against}{share}. A power of 0.8 needs {size} in an arm."
    )


def wrapped(text: str) -> str:
    """In lines of the page, a per cent sign beside its number."""
    return fill(text.replace(" %", "\u00a0%"), WIDTH).replace("\u00a0", " ")


def section(entry: Mapping[str, Any], spec: TrialSpec, result: TrialResult) -> str:
    """One endpoint of one trial."""
    outcome = next(one for one in result.outcomes if one.endpoint == entry["endpoint"] and one.day == entry.get("day"))
    where = "of the course" if outcome.day is None else f"{outcome.day} days after the last session"
    design = (
        f"`{entry['spec']}`, {spec.allocation}, n = {spec.n}, {spec.replicates} virtual trials; `{outcome.endpoint}` {where}."
    )
    lines = "\n".join(rows_of(entry, outcome))
    said = wrapped(verdict(entry, outcome.comparisons[0]))
    return f"## {spec.name}: {outcome.endpoint}\n\n{wrapped(design)}\n\n{TABLE}{lines}\n\n{said}\n"


def page() -> str:
    """The whole page; every design is run once."""
    entries = read_toml(DATA / "evidence" / "trials.toml")["trial"]
    specs = {name: TrialSpec.load(DESIGNS / name) for name in dict.fromkeys(entry["spec"] for entry in entries)}
    results = {name: summarise(run(spec), spec) for name, spec in specs.items()}
    sections = [section(entry, specs[entry["spec"]], results[entry["spec"]]) for entry in entries]
    return "\n".join([HEAD, *sections])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(PAGE.read_text(encoding="utf-8"))
