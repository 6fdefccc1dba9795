"""The file of a trial: what it says is what is run, and what cannot be run is refused in one line."""

import copy
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rederm.outlook.trial.spec import TrialSpec
from rederm.sources import InputError

EXAMPLE = Path(__file__).parents[3] / "examples" / "trials" / "plasma-or-co2.toml"
BASE = tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))
HALF = {"0": 0.5, "3": 0.5}
THIRD = {"name": "third", "course": "1 session of opus-plasma"}


def changed(change: Callable[[dict[str, Any]], Any]) -> dict[str, Any]:
    table = copy.deepcopy(BASE)
    change(table)
    return table


def test_the_example_says_what_it_says() -> None:
    spec = TrialSpec.load(EXAMPLE)
    assert [arm.name for arm in spec.arms] == ["plasma", "CO2"]
    assert spec.arms[0].course.devices == ("opus-plasma",)
    assert [endpoint.key for endpoint in spec.endpoints] == [
        "gain.wrinkles",
        "responder.wrinkles",
        "event.pih",
        "downtime",
        "pain",
    ]
    assert spec.visits == (30, 90, 180)
    assert (spec.n, spec.replicates, spec.alpha, spec.split_face) == (30, 60, 0.05, False)


@pytest.mark.parametrize("path", sorted(EXAMPLE.parent.glob("*.toml")), ids=lambda path: path.stem)
def test_every_example_survives_its_json(path: Path) -> None:
    spec = TrialSpec.load(path)
    assert TrialSpec.of(spec.to_json()) == spec


def test_a_trial_survives_its_json_and_its_text() -> None:
    spec = TrialSpec.load(EXAMPLE)
    assert TrialSpec.of(spec.to_json()) == spec
    assert TrialSpec.parse(EXAMPLE.read_text(encoding="utf-8")) == spec


def test_a_course_without_a_site_is_done_where_the_concerns_are() -> None:
    spec = TrialSpec.of(changed(lambda t: t["arms"][1].update(course="1 session of full-co2")))
    assert spec.arms[1].course.sites == ("face",)


def test_a_trial_may_be_split_between_two_sides() -> None:
    assert TrialSpec.of(changed(lambda t: t.update(allocation="split-face"))).split_face


def test_a_concern_that_no_endpoint_asks_for_may_be_absent_in_some() -> None:
    absent = {"kind": "redness", "site": "face", "severity": HALF}
    assert TrialSpec.of(changed(lambda t: t["cohort"]["concerns"].append(absent))).cohort.keys == ["wrinkles", "redness"]


BAD: list[tuple[Callable[[dict[str, Any]], Any], str]] = [
    (lambda t: t.update(replicate=3), "did you mean replicates?"),
    (lambda t: t["cohort"].update(agee=3), "unknown key 'agee' in [cohort]; did you mean age?"),
    (lambda t: t["cohort"]["concerns"][0].update(knd=3), "in [[cohort.concerns]]; did you mean kind?"),
    (lambda t: t["arms"][0].update(corse="x"), "in [[arms]]; did you mean course?"),
    (lambda t: t.pop("cohort"), "write a table headed [cohort]"),
    (lambda t: t.update(cohort=3), "written [cohort]"),
    (lambda t: t["cohort"].pop("concerns"), "headed [[cohort.concerns]]"),
    (lambda t: t.update(endpoints=[]), "headed [[endpoints]]"),
    (lambda t: t["arms"][1].update(course="3 sessions of fractional-co3"), "arm 'CO2': course text: unknown device"),
    (lambda t: t["arms"].pop(), "there is one arm, 'plasma'"),
    (lambda t: t["arms"][1].update(name="plasma"), "arm 'plasma' stands 2 times"),
    (lambda t: (t.update(allocation="split-face"), t["arms"].append(THIRD)), "needs two arms, not 3 (plasma, CO2, third)"),
    (lambda t: t.update(allocation="split"), "did you mean split-face?"),
    (lambda t: t.update(rater="client"), "did you mean patient?"),
    (lambda t: t["endpoints"][0].update(concern="scars"), "is not known in the cohort; allowed: wrinkles"),
    (lambda t: t["endpoints"][0].pop("concern"), "concern is missing; allowed: wrinkles"),
    (lambda t: t["endpoints"][1].pop("threshold"), "threshold = 0.25"),
    (lambda t: t["endpoints"][2].update(risk="phi"), "did you mean pih?"),
    (lambda t: t["endpoints"][3].update(risk="pih"), "risk does not go with this kind"),
    (lambda t: t["endpoints"].append(t["endpoints"][0]), "the endpoint gain.wrinkles stands 2 times"),
    (lambda t: t.update(visits=[90, 30]), "ascending"),
    (lambda t: t.update(n=1), "n = 1 is outside 2..1000000"),
    (lambda t: t["cohort"]["concerns"][0].update(severity=HALF), "50 % of the cohort have wrinkles of severity 0"),
    (lambda t: t["cohort"]["pairs"].update({"age smoke": 0.1}), "did you mean smoker?"),
]


@pytest.mark.parametrize(("change", "said"), BAD)
def test_a_file_that_cannot_be_run_is_refused_in_one_line(change: Callable[[dict[str, Any]], Any], said: str) -> None:
    with pytest.raises(InputError) as error:
        TrialSpec.of(changed(change), "trial.toml")
    assert str(error.value).startswith("trial.toml: ")
    assert said in str(error.value)
    assert "\n" not in str(error.value)


def test_text_that_is_no_toml_is_refused() -> None:
    with pytest.raises(InputError, match="is not valid TOML"):
        TrialSpec.parse("name = ")
