"""The rest of a course after what was seen: only restrained, stopped where it must, and told in words."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
import pytest

from invented_visits import COURSE, ROOMS, SPREAD, done, invented, person, seen
from rederm.devices import outside_studied
from rederm.draws import Draws
from rederm.planning import Observed, Plan, adapt
from rederm.planning.adapt_belief import PRIOR, believe
from rederm.planning.adapt_resumed import Resumed
from rederm.planning.adapt_space import Rest, rest_of
from rederm.planning.observed import SIGNS, Answer, Reading, Sign

START = date(2027, 1, 4)
SHARES = {"crust_days": 4.0, "erythema_days": 6.0}


@pytest.fixture(autouse=True)
def _invented(monkeypatch: pytest.MonkeyPatch) -> None:
    for room in ROOMS:
        monkeypatch.setattr(f"rederm.planning.{room}.simulate", invented)


def adapted(observed: Observed, client: Any = None, **options: Any) -> Plan:
    return adapt(client or person(), observed, draws=options.pop("draws", 50), start=START, **options)


def read(quantity: str, value: float, day: int = 30, visit: int = 1, side: str = "", rater: str = "") -> Reading:
    return Reading(day, visit, quantity, value, side, rater)


def points(rest: Rest) -> Iterator[tuple[int, ...]]:
    for place in np.ndindex(*rest.sizes):
        yield rest.whole(tuple(int(axis) for axis in place))


def lattice(observed: Observed, rise: bool = True, client: Any = None) -> Rest:
    rest, why = rest_of(client or person(), observed, rise=rise)
    assert rest is not None, why
    return rest


# --- draws


def test_a_reading_moves_the_draws_to_it_and_narrows_them() -> None:
    belief = believe(person(), seen(0, readings=(read("erythema_days", 14.0),)), 500, 0, None)
    before = belief.prior.figure(1, "erythema_days")
    after = belief.after(before)
    assert np.median(before) < np.median(after) < 14
    assert np.std(np.log(after)) < np.std(np.log(before))
    sd = 0.5  # of the table; the half day that is added to both hardly counts here
    mean = np.log(6) + SPREAD**2 / (SPREAD**2 + sd**2) * np.log(14 / 6)
    assert np.mean(np.log(after)) == pytest.approx(mean, abs=0.05)


def test_what_one_reading_says_of_a_person_is_said_of_every_figure() -> None:
    belief = believe(person(), seen(0, readings=(read("crust_days", 12.0),)), 300, 0, None)
    for name in ("closure_hours", "erythema_days", "pain_0_10"):
        figure = belief.prior.figure(1, name)
        assert np.median(belief.after(figure)) > np.median(figure)


def test_a_score_before_the_skin_has_settled_is_kept_and_changes_nothing() -> None:
    early = seen(0, readings=(read("score.wrinkles", 1.3, 29, rater="blinded"),))
    plan, plain = adapted(early), adapted(seen(0))
    told = plan.adapted.to_json()
    (entry,) = told["readings"]
    assert not entry["counts"]
    assert "28 days after the skin has closed" in entry["why_not"]
    assert told["weights"] is None
    late = [p.to_json() for p in plain.plans]
    assert [p.to_json()["weighted_gain"] for p in plan.plans] == [p["weighted_gain"] for p in late]


def test_a_score_counts_from_28_days_after_closure() -> None:
    closed = read("closure_hours", 49.0, 3)  # the third day
    for day, counts in ((30, False), (31, True)):
        observed = seen(0, readings=(closed, read("score.wrinkles", 0.9, day, rater="blinded")))
        assert believe(person(), observed, 50, 0, None).uses[-1].counts is counts


def test_a_blinded_score_tells_more_than_what_the_client_says() -> None:
    spreads = []
    for rater in ("blinded", "client"):
        observed = seen(0, readings=(read("score.wrinkles", 0.6, 90, rater=rater),))
        belief = believe(person(), observed, 500, 0, None)
        spreads.append(np.std(np.log(belief.after(belief.prior.figure(1, "erythema_days")))))
    assert spreads[0] < 0.9 * spreads[1]


def test_downtime_counts_only_where_its_parts_were_not_read() -> None:
    both = seen(0, readings=(read("crust_days", 5.0), read("social_downtime_days", 5.0)))
    assert [use.counts for use in believe(person(), both, 50, 0, None).uses] == [True, False]


def test_skin_without_a_dark_mark_tells_more_the_longer_it_was_watched() -> None:
    risks = []
    for day in (5, 30, 120):
        belief = believe(person(), seen(0, signs=(Sign(day, 1, "pigment_change", False),)), 50, 0, None)
        assert belief.weights is not None
        risks.append(float(np.sum(belief.weights.weights * belief.prior.outlook.samples("pih"))))
    assert risks[0] > risks[1] > risks[2]


def test_no_reading_leaves_the_draws_of_any_plan() -> None:
    belief = believe(person(), seen(0), 50, 4, None)
    assert np.array_equal(belief.draws.normal("x"), Draws(50, 4).normal("x"))


def test_as_many_draws_as_were_weighed_by_nothing_are_each_taken_once() -> None:
    """The tail above nothing has the same likelihood in every draw."""
    belief = believe(person(), seen(0, readings=(read("pain_0_10", -1000.0, side=">"),)), PRIOR, 0, None)
    assert sorted(belief.places or ()) == list(range(PRIOR))


# --- what may still be done


def test_a_dial_goes_up_by_one_level_and_one_dial_at_a_time() -> None:
    rest = lattice(seen(0, 28))
    last = rest.last[0].setting
    powers, passes = set(), set()
    for point in points(rest):
        setting = rest.setting(0, point)
        powers.add(setting["power_W"])
        passes.add(setting["passes"])
        assert (setting["power_W"] > last["power_W"]) + (setting["passes"] > last["passes"]) <= 1
    assert sorted(powers)[-2] == last["power_W"]
    assert sorted(passes)[-2:] == [3, 4]
    assert sorted(powers)[-1] - 60 <= (90 - 40) / 8 + 1e-9


def test_a_level_that_lies_far_off_is_climbed_by_a_quarter_only() -> None:
    observed = Observed(done(0, course="1 session of nonablative-fractional on cheek at 4 mJ, 3.9 %, 8 passes"))
    rest = lattice(observed, client=person(fitzpatrick=4))
    energies = sorted({float(rest.setting(0, point)["energy_mJ"] or 0) for point in points(rest)})
    assert energies == [4.0, 5.0]
    passes = {rest.setting(0, point)["passes"] for point in points(rest)}
    assert max(float(p or 0) for p in passes) <= 10


def test_every_course_of_the_rest_stays_inside_what_was_studied_and_published() -> None:
    eyelids = Observed(done(0, course="1 session of fractional-co2 on cheek and eyelid"))
    for observed, fitzpatrick in ((seen(0, 28), 3), (eyelids, 2)):
        rest = lattice(observed, client=person(fitzpatrick=fitzpatrick))
        for point in set(points(rest)):
            candidate = rest.candidate(point)
            assert candidate.visits <= rest.device.number("sessions.most", "1")
            for session in candidate.course.sessions[len(observed.done.sessions) :]:
                groups = ["eyelid" if site == "eyelid" else "face" for site in session.sites]
                outside = [line for group in groups for line in outside_studied(session.setting, group, fitzpatrick)]
                assert [line for line in outside if "no published figure on the eyelid" not in line] == []


def test_a_dial_that_no_plan_turns_stays_as_the_clinic_set_it() -> None:
    rest = lattice(Observed(done(0, course="1 session of rf-microneedle on cheek at depth_mm=1.5, electrode=bare")))
    assert {rest.setting(0, point)["depth_mm"] for point in points(rest)} == {1.5}


def test_a_setting_outside_what_was_studied_is_not_gone_on_with() -> None:
    observed = Observed(done(0, course="1 session of opus-plasma on cheek at 60 W, 3 passes, speed_mm_s=5"))
    rest, why = rest_of(person(), observed, rise=True)
    assert rest is None
    assert "outside what was studied" in why
    plan = adapted(observed)
    assert all(not trial.candidate.rest for trial in plan.front)
    assert "outside what was studied" in plan.verdict


def test_a_dose_below_what_was_studied_is_not_raised_to_it() -> None:
    observed = Observed(done(0, course="1 session of opus-plasma on cheek at 30 W, 3 passes"))
    rest, why = rest_of(person(), observed, rise=True)
    assert rest is None
    assert "power_W = 30 is outside published use" in why


def test_a_dose_above_what_was_studied_comes_down_to_it() -> None:
    rest = lattice(Observed(done(0, course="1 session of opus-plasma on cheek at 100 W, 3 passes")))
    assert max(rest.setting(0, point)["power_W"] for point in points(rest)) < 100


def test_no_session_before_the_skin_has_healed_the_floor_or_today() -> None:
    floor = int(lattice(seen(0)).device.number("interval.floor", "d"))
    cases = {
        (): floor,
        (read("erythema_days", 40.0, 41),): 41,
        (read("erythema_days", 40.0, 41, side=">"),): 41,
        (read("closure_hours", 600.0, 41),): 41,
        (read("crust_days", 3.0, 90),): 90,
    }
    for readings, first in cases.items():
        rest = lattice(seen(0, readings=readings))
        days = {rest.candidate(point).course.sessions[-1].day for point in points(rest) if point[-2] == 1}
        assert min(days) >= first


def test_no_more_sessions_than_were_published() -> None:
    most = seen(0, 28, 56, 84, 112)
    rest, why = rest_of(person(), most, rise=True)
    assert rest is None
    assert "5 sessions" in why
    assert "5 sessions" in adapted(most).verdict


def test_care_that_a_rule_adds_goes_to_what_is_still_to_come() -> None:
    candidate = lattice(seen(0, 28)).candidate((0, 0, 1, 0))
    assert isinstance(candidate, Resumed)
    helped = candidate.with_care({"antiviral": True})
    assert [s.aftercare.antiviral for s in helped.course.sessions] == [False, False, True]
    assert candidate.without({"cheek": "closed"}) is None


# --- stops


@pytest.mark.parametrize("kind", SIGNS)
def test_a_sign_of_trouble_stops_until_a_clinician_has_answered(kind: str) -> None:
    sign = Sign(20, 1, kind, True, 5)
    stopped = adapted(seen(0, signs=(sign,)))
    assert not stopped.plans
    assert not stopped.front
    assert "until a clinician has answered" in stopped.verdict
    assert stopped.adapted.to_json()["stops"][0]["answered"] is None
    early = adapted(seen(0, signs=(sign,), answers=(Answer(19, "physician", 6),)))
    assert not early.plans
    answered = adapted(seen(0, signs=(sign,), answers=(Answer(27, "physician", 6),)))
    assert answered.plans
    assert not answered.adapted.to_json()["stopped"]
    doses = [(s.setting["power_W"], s.setting["passes"]) for p in answered.plans for s in p.course.sessions]
    assert all(power <= 60 and passes <= 3 for power, passes in doses)


def test_after_an_answer_no_dial_goes_up_and_no_session_comes_sooner() -> None:
    rest = lattice(seen(0, 42), rise=False)
    last = rest.last[0].setting
    for point in set(points(rest)):
        assert all(rest.setting(0, point)[dial] <= last[dial] for dial in rest.dials)
    assert min(rest.intervals) >= 42


def test_a_sign_that_comes_after_the_answer_stops_again() -> None:
    signs = (Sign(20, 1, "blister", True, 2), Sign(40, 1, "blister", True, 4))
    assert not adapted(seen(0, signs=signs, answers=(Answer(27, "physician", 3),))).plans


def test_closure_and_redness_far_beyond_what_was_predicted_stop() -> None:
    late = believe(person(), seen(0), 50, 0, None).prior
    closure, redness = (
        float(np.quantile(late.figure(1, name), share)) for name, share in (("closure_hours", 0.95), ("erythema_days", 0.99))
    )
    for readings, stops in (
        ((read("closure_hours", closure - 1),), False),
        ((read("closure_hours", closure + 13),), True),
        ((read("closure_hours", closure + 13, side=">"),), True),
        ((read("erythema_days", redness - 1, 90),), False),
        ((read("erythema_days", redness + 1, 90),), True),
    ):
        assert bool(adapted(seen(0, readings=readings)).adapted.stops) is stops


# --- plans


def test_to_go_no_further_is_always_among_the_ways_on() -> None:
    plan = adapted(seen(0, 28))
    assert "2 sessions of opus-plasma on cheek at 60 W, 3 passes, 4 weeks apart" in [p.course.text for p in plan.plans]


def test_what_was_done_stands_in_every_plan_as_it_was_done() -> None:
    observed = seen(0, 33)
    for planned in adapted(observed).plans:
        assert planned.course.sessions[:2] == observed.done.sessions


def test_visits_and_price_count_what_was_done_and_a_session_over_does_not_bind() -> None:
    client = person(limits={"visits": 3, "downtime_days": 0.1, "pain": 0.1})
    plan = adapted(seen(0, 28), client)
    assert [p.visits for p in plan.plans] == [2]  # no further session keeps a downtime that what was done did not
    assert all(p.visits <= 3 for p in adapted(seen(0, 28), person(limits={"visits": 3})).plans)
    spent = adapted(seen(0, 28), person(limits={"budget": 900.0}))
    assert max(p.visits for p in spent.plans) == 2


def test_every_plan_keeps_the_limits_of_the_client() -> None:
    client = person(limits={"downtime_days": 6, "downtime_days_course": 14, "pih_risk": 0.2, "visits": 4, "budget": 1700.0})
    plan = adapted(seen(0, readings=(read("crust_days", 3.0),)), client)
    assert plan.plans
    assert all(share >= client.limits.confidence for p in plan.plans for share in p.chance_within.values())
    assert all(p.outlook.price.total <= 1700 for p in plan.plans)


def test_what_a_rule_bars_already_is_not_gone_on_with() -> None:
    plan = adapted(seen(0), person(history={"pregnant": True}))
    assert plan.plans == ()
    assert plan.verdict.startswith("No further session: a rule bars what was done already.")


def test_someone_who_heals_slowly_gets_less_and_someone_who_heals_fast_no_less() -> None:
    client = person(limits={"downtime_days": 7, "confidence": 0.9})
    most = {}
    for name, days in (("fast", 1.0), ("slow", 14.0)):
        plan = adapted(seen(0, readings=(read("crust_days", days),)), client, draws=200)
        most[name] = max(p.course.sessions[-1].setting["power_W"] * p.visits for p in plan.plans)
    assert most["slow"] < most["fast"]


def test_words_and_json_say_what_counted_what_changed_and_what_to_do() -> None:
    observed = seen(0, readings=(read("erythema_days", 9.0), read("score.wrinkles", 0.5, 20, rater="client")))
    plan = adapted(observed)
    told = plan.adapted.to_json()
    text = " ".join(told["words"])
    assert plan.verdict.startswith(("Go on: ", "Stop here."))
    for part in ("1 of 2 readings counts", "Redness of session 1: 9 days read", "does not count", "question for a new plan"):
        assert part in text
    redness = next(change for change in told["changes"] if change["quantity"] == "erythema_days")
    assert redness["before"]["median"] < redness["after"]["median"]
    assert told["rest_after"]["sessions_left"] == len(told["rest_after"]["dates"])
    assert plan.to_json()["adapted"]["done"] == COURSE


def test_a_search_that_is_stopped_tells_what_it_has() -> None:
    plan = adapted(seen(0), progress=lambda progress: progress.simulated < 3)
    assert plan.partial
    assert plan.plans
    assert plan.adapted.to_json()["rest_before"] is None


def test_the_same_seed_gives_the_same_plan() -> None:
    observed = seen(0, readings=(read("erythema_days", 9.0),))
    one, other, third = (adapted(observed, seed=seed).to_json() for seed in (1, 1, 2))
    assert one == other
    assert one != third
