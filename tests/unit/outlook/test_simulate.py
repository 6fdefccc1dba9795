"""A whole course on a client, with the real rooms behind it."""

import json
from dataclasses import fields
from typing import Any

import numpy as np
import pytest

from rederm.course import parse_course
from rederm.injury import Injury
from rederm.outlook import HORIZONS, PER_SESSION, RISKS, Outlook, region, simulate
from rederm.skin import Client
from rederm.sources import InputError

CLIENT: dict[str, Any] = {
    "age": 52,
    "sex": "female",
    "fitzpatrick": 4,
    "concerns": [
        {"kind": "acne-scars", "subtype": "rolling", "site": "cheek", "severity": 3},
        {"kind": "wrinkles", "site": "periorbital"},
        {"kind": "wrinkles", "site": "neck"},
        {"kind": "texture", "site": "face"},
    ],
}
COURSE = "3 sessions of microneedling on face, 4 weeks apart"


def run(text: str = COURSE, draws: int = 30, seed: int = 1, days: int = 200, **changes: Any) -> Outlook:
    return simulate(Client.parse(CLIENT | changes), parse_course(text), days=days, draws=draws, seed=seed)


@pytest.fixture(scope="module")
def outlook() -> Outlook:
    return run()


def test_same_seed_same_bytes(outlook: Outlook) -> None:
    first, again = (json.dumps(o.to_json(), allow_nan=False) for o in (outlook, run()))
    assert first == again
    assert json.dumps(run(seed=2).to_json()) != first


def test_the_json_holds_every_name_of_the_command_line(outlook: Outlook) -> None:
    told = outlook.to_json()
    assert told["schema"] == "rederm.outlook/1"
    keys = {"acne-scars", "wrinkles@periorbital", "wrinkles@neck", "texture"}
    for table in ("scores", "scores_untreated", "gain", "of_which_swelling"):
        assert set(told[table]) == keys
    assert all(list(gain) == [str(h) for h in HORIZONS] for gain in told["gain"].values())
    assert set(told["apparent_age_years"]) == {"untreated", "treated"}
    assert len(told["sessions"]) == 3
    assert all(set(PER_SESSION) < set(session) for session in told["sessions"])
    assert {f"{name}_per_session" for name in PER_SESSION} < set(told)
    assert {f"{risk}_risk_course" for risk in RISKS} < set(told)
    assert told["price_source"] == "example"
    assert told["no_data"]
    assert set(told["no_data"][0]) == {"quantity", "reason"}
    quantities = {name for name in told if name.endswith(("_session", "_course", "_years")) and not name.startswith("feel")}
    assert quantities < set(told["units"])
    assert "any clinic" in told["level"]


def test_bands_hold_their_median_and_scores_run_over_all_days(outlook: Outlook) -> None:
    told = outlook.to_json()
    assert told["days"][0] == 0
    assert told["days"][-1] == 200
    for score in told["scores"].values():
        low, median, high = (np.array(score[name]) for name in ("low", "median", "high"))
        assert len(median) == len(told["days"])
        assert (low <= median).all()
        assert (median <= high).all()
        assert median[0] == pytest.approx(1.0)


def test_a_concern_outside_the_field_is_left_alone(outlook: Outlook) -> None:
    neck = outlook.late["wrinkles@neck"]
    assert (neck.gain == 0.0).all()
    assert any("the neck is not treated" in line for line in outlook.warnings)
    assert (np.median(outlook.samples("gain.wrinkles@periorbital.180"))) > 0.1


def test_a_concern_on_the_face_gains_by_the_share_that_is_treated() -> None:
    part = run("3 sessions of microneedling on cheek, 4 weeks apart").samples("gain.texture.180")
    whole = run().samples("gain.texture.180")
    assert 0.1 < np.median(part) / np.median(whole) < 0.8


def test_samples_answer_to_json_keys_and_short_names(outlook: Outlook) -> None:
    for short, name in (("pih", "pih_risk_course"), ("pain", "pain_0_10_per_session")):
        assert (outlook.samples(short) == outlook.samples(name)).all()
    assert outlook.samples("visits").tolist() == [3.0] * 30
    assert (outlook.samples("downtime_days_course") >= outlook.samples("downtime_days")).all()
    with pytest.raises(InputError, match=r"no figure 'gain.wrinkle.180' in this outlook; did you mean gain\.wrinkles"):
        outlook.samples("gain.wrinkle.180")


def test_no_draws_are_refused() -> None:
    with pytest.raises(InputError, match="draws = 0 is below 1"):
        run(draws=0)


def test_a_visit_tells_the_worst_session(outlook: Outlook) -> None:
    each = np.stack([session.figures["closure_hours"] for session in outlook.sessions])
    assert (outlook.per_session("closure_hours") == each.max(axis=0)).all()


def test_use_without_published_evidence_is_said_and_never_reads_as_no_risk() -> None:
    told = run("1 session of dermabrasion on face", fitzpatrick=6).to_json()
    reasons = [entry["reason"] for entry in told["no_data"] if entry["quantity"] == "pih_risk_course"]
    assert any("skin type VI" in reason for reason in reasons)
    assert told["warnings"]
    assert told["pih_risk_course"]["high"] > 0.1


def test_an_injury_of_nothing_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(setting: Any, skin: Any, draws: Any, cooling: str) -> Injury:
        zero = np.zeros(draws.n)
        words = {
            "device": setting.device.name,
            "site": skin.site.name,
            "layer": True,
            "cold": False,
            "notes": (),
            "outline": None,
        }
        return Injury(**{f.name: words.get(f.name, zero) for f in fields(Injury)})

    monkeypatch.setattr(region, "injure", nothing)
    found = run(concerns=[{"kind": k, "site": "face"} for k in ("wrinkles", "texture", "blotchiness", "redness", "age-spots")])
    for score in (*found.scores.values(), *found.late.values()):
        assert (score.treated == score.untreated).all()
    for name in (*RISKS, "pain", "downtime_days"):
        assert (found.samples(name) == 0.0).all()
    age = found.apparent_age
    assert age is not None
    assert (age["treated"] == age["untreated"]).all()


def wounded(monkeypatch: pytest.MonkeyPatch, layer: bool, depth_um: float) -> Outlook:
    """A course whose injury is dead to this depth."""

    def deep(setting: Any, skin: Any, draws: Any, cooling: str) -> Injury:
        words = {"device": "d", "site": skin.site.name, "layer": layer, "cold": False, "notes": (), "outline": None}
        full = {"open_share": 1.0, "replaced_papillary": 1.0, "replaced_reticular": 1.0, "necrosis_depth_um": depth_um}
        figures = {f.name: np.full(draws.n, full.get(f.name, 0.5)) for f in fields(Injury) if f.name not in words}
        return Injury(**words | figures)

    monkeypatch.setattr(region, "injure", deep)
    return run("1 session of full-co2 on cheek", concerns=[{"kind": "texture", "site": "cheek"}])


def test_death_through_the_skin_is_a_warning_and_no_gain(monkeypatch: pytest.MonkeyPatch) -> None:
    found = wounded(monkeypatch, layer=True, depth_um=6000.0)
    assert found.warnings[0].startswith("on the cheek death reaches through the skin (6.0 mm of ")
    assert "needs surgery, not aftercare" in found.warnings[0]
    assert np.median(found.samples("scar")) > 0.95
    assert np.median(found.samples("gain.texture.180")) < 0


def test_columns_through_the_skin_warn_of_what_lies_below(monkeypatch: pytest.MonkeyPatch) -> None:
    warning = wounded(monkeypatch, layer=False, depth_um=6000.0).warnings[0]
    assert "fat and nerves" in warning
    assert "surgery" not in warning


def test_a_wound_within_the_dermis_carries_no_such_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not any("through the skin" in line for line in wounded(monkeypatch, layer=True, depth_um=300.0).warnings)


@pytest.mark.parametrize(
    ("kind", "reason"), [("acne-scars", "no concern named follows age"), ("wrinkles", "more than a face's age can")]
)
def test_an_apparent_age_that_means_little_or_nothing_says_why(monkeypatch: pytest.MonkeyPatch, kind: str, reason: str) -> None:
    monkeypatch.setattr("rederm.outlook.apparent_age._end", {"youngest": 50.0, "oldest": 120.0}.__getitem__)
    found = run("1 session of microneedling on cheek", concerns=[{"kind": kind, "site": "cheek"}]).to_json()
    assert (found["apparent_age_years"] is None) == (kind == "acne-scars")
    assert any(reason in n["reason"] for n in found["no_data"] if n["quantity"] == "apparent_age_years")


@pytest.mark.parametrize("kind", ["age-spots", "wrinkles"])
def test_a_late_gain_does_not_hang_on_how_many_days_are_told(kind: str) -> None:
    concerns = [{"kind": kind, "site": "cheek"}]
    course = "3 sessions of tca-peel on cheek, 13 weeks apart"
    short, long = (run(course, concerns=concerns, days=days).samples(f"gain.{kind}.180") for days in (1, 400))
    np.testing.assert_allclose(short, long, rtol=2e-3, atol=1e-4)


def test_cooling_that_a_course_names_reaches_its_lesions_and_its_pain() -> None:
    text = "1 session of nonablative-fractional on cheek, with {}"
    words = ("no cold air", "cold air", "contact cooling")
    plain, cold, window = (run(text.format(word), draws=4, concerns=[{"kind": "texture", "site": "cheek"}]) for word in words)
    opened = [np.median(found.regions["cheek"].injuries[0].open_share) for found in (plain, cold, window)]
    assert opened[0] > max(opened[1:])
    pains = [np.median(found.samples("pain")) for found in (plain, cold, window)]
    assert pains[0] > max(pains[1:])


def test_in_types_five_and_six_an_outlook_says_what_nobody_counted() -> None:
    told = {
        kind: {entry["quantity"] for entry in run("1 session of full-co2 on face", draws=2, fitzpatrick=kind).no_data}
        for kind in (4, 5, 6)
    }
    assert "hypopigmentation_risk_course" in told[5]
    assert "hypopigmentation_risk_course" in told[6]
    assert "hypopigmentation_risk_course" not in told[4]
