"""Scales and instruments in an outlook."""

import json
from typing import Any

import numpy as np
import pytest

from rederm.course import parse_course
from rederm.outlook import HORIZONS, Outlook, simulate
from rederm.outlook.readings import INSTRUMENTS, readings
from rederm.skin import Client

CLIENT: dict[str, Any] = {
    "age": 50,
    "sex": "female",
    "fitzpatrick": 4,
    "concerns": [
        {"kind": "acne-scars", "site": "cheek", "severity": 3},
        {"kind": "wrinkles", "site": "neck"},
        {"kind": "blotchiness", "subtype": "melasma", "site": "face"},
    ],
}


@pytest.fixture(scope="module")
def outlook() -> Outlook:
    return simulate(Client.parse(CLIENT), parse_course("2 sessions of fractional-co2 on face"), days=120, draws=24, seed=3)


def test_each_concern_is_told_on_its_scales_by_each_rater(outlook: Outlook) -> None:
    told = json.loads(json.dumps(outlook.to_json(), allow_nan=False))
    assert set(told["scales"]) == {"acne-scars", "wrinkles", "blotchiness"}
    for given in told["scales"].values():
        assert len({(entry["scale"], entry["rater"]) for entry in given}) == len(given) > 0
        for entry in given:
            assert list(entry["days"]) == ["treated", "untreated"]
            assert list(entry["days"]["treated"]) == [str(day) for day in HORIZONS]
            low, high = entry["range"]
            for band in (entry["baseline"], *entry["days"]["treated"].values(), *entry["days"]["untreated"].values()):
                assert low <= band["low"] <= band["median"] <= band["high"] <= high
            chance = entry["chance_of_one_grade"]
            assert chance is None or all(0 <= share <= 1 for share in chance.values())


def test_a_concern_outside_the_field_reads_as_left_alone(outlook: Outlook) -> None:
    for reading in outlook.scales["wrinkles"]:
        assert (reading.treated == reading.untreated).all()


def test_the_scale_on_day_0_is_the_baseline(outlook: Outlook) -> None:
    from rederm.draws import Draws

    concern = Client.parse(CLIENT).concerns[0]
    first = outlook.scores["acne-scars"]
    today = type(first)(first.days[:1], first.untreated[:, :1], first.treated[:, :1], first.swelling[:, :1])
    for reading in readings(concern, today, Draws(24, 3)):
        assert reading.treated[:, 0] == pytest.approx(reading.baseline)


def test_who_knows_what_was_done_gives_at_least_as_good_a_median_as_blinded_eyes(outlook: Outlook) -> None:
    blinded, knows = (
        next(r for r in outlook.scales["acne-scars"] if r.scale.name == "goodman-baron-grade" and r.rater == rater)
        for rater in ("blinded", "open")
    )
    assert np.median(knows.treated) <= np.median(blinded.treated)


def test_instruments_are_told_over_the_days_and_agree_before_the_first_session(outlook: Outlook) -> None:
    told = outlook.to_json()
    assert told["skin_site"] == "face"
    for name in INSTRUMENTS:
        assert len(told["skin"][name]["median"]) == len(told["days"])
        assert (outlook.skin.treated[name][:, 0] == outlook.skin.untreated[name][:, 0]).all()
        assert told["units"][name]


def test_water_loss_and_redness_rise_after_a_session_and_come_back(outlook: Outlook) -> None:
    for name in ("tewl_g_m2_h", "erythema_index"):
        ratio = np.median(outlook.skin.treated[name] / outlook.skin.untreated[name], axis=0)
        assert ratio[1] > 1.1
        assert ratio[list(outlook.days).index(27)] < ratio[1]
