"""The fits of herpes, lightening and scars."""

import numpy as np
import pytest

from rederm.evidence.fit_risks import FITTED, RiskFit, risk_fit
from rederm.evidence.observations import Observation
from rederm.evidence.terms import term


def counted(kind: str, study: str, events: int, people: int = 2000, device: str = "full-co2", **detail: object) -> Observation:
    told = {"n": people, "site": "face", "fitzpatrick": 2, "day": 3650} | detail
    return Observation(kind, study, device, {}, events / people, told)


def test_a_fit_finds_the_rate_that_many_studies_agree_on() -> None:
    law = RiskFit("herpes", [counted("herpes", f"s{i}", 240) for i in range(8)])
    whole = law.fit()
    chance = law._chances(whole.mode[None], np.ones(8, bool), np.zeros(1))[:, 0]
    assert chance == pytest.approx(0.12, rel=0.1)
    assert np.exp(whole.mode[-1]) < term("risk.infection.study").number(term("risk.infection.study").mean)  # they agree


def test_an_upper_bound_pulls_a_rate_down_and_never_up() -> None:
    def rate(rows: list[Observation]) -> float:
        law = RiskFit("lightening", rows)
        return float(law._chances(law.fit().mode[None], np.ones(len(rows), bool), np.zeros(1))[0, 0])

    seen = counted("lightening", "seen", 10, 100)
    below = rate([seen, counted("lightening", "bound", 1, 500, at_most=True)])
    above = rate([seen, counted("lightening", "bound", 400, 500, at_most=True)])
    assert below < rate([seen]) - 0.01
    assert above == pytest.approx(rate([seen]), abs=0.005)


@pytest.mark.parametrize("kind", FITTED)
def test_shares_of_a_study_left_out_stand_in_the_order_of_the_rows(kind: str) -> None:
    law = risk_fit(kind)
    found = law.left_out_draws(law.fit(), 20)
    assert set(found) == {o.study for o in law.rows}
    for study, draws in found.items():
        assert draws.shape == (20, sum(o.study == study for o in law.rows))
        assert ((draws >= 0) & (draws <= 1)).all()


def test_what_a_row_says_is_no_part_of_its_fit_stays_out() -> None:
    assert "holzer-2017" not in {o.study for o in risk_fit("scar").rows}
