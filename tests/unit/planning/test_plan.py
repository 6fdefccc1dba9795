"""plan(): every device is ranked or ruled out with a reason; limits are judged at the client's confidence."""

from datetime import date
from functools import partial
from typing import Any

import numpy as np
import pytest
from invented_outlook import invented

from rederm.course import Course
from rederm.devices import device_names, load_device
from rederm.planning import Plan, compare, plan
from rederm.planning.plan_types import EXCLUSION_KINDS
from rederm.safety.vocabulary import HISTORY
from rederm.skin import Client

START = date(2027, 1, 4)
ANSWERED: dict[str, Any] = {
    **dict.fromkeys(HISTORY, False),
    "isotretinoin_stopped_months": "never",
    "diabetes": "none",
    "pigmented_lesions_examined": True,
    "filler_or_toxin_weeks": "never",
    "surgery_in_field_months": "never",
    "last_resurfacing_weeks": "never",
    "allergies": [],
    "medications": [],
}


@pytest.fixture(autouse=True)
def _fast(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("trial", "tell", "comparison"):
        monkeypatch.setattr(f"rederm.planning.{module}.simulate", invented)


def client(*, history: dict[str, Any] | None = None, limits: dict[str, Any] | None = None, **changes: Any) -> Client:
    concerns = [{"kind": "wrinkles", "site": "cheek", "severity": 3}]
    base = {"age": 50, "sex": "female", "fitzpatrick": 3, "concerns": concerns}
    return Client.parse(base | changes | {"history": ANSWERED | (history or {}), "limits": limits or {}})


def planned(person: Client, **options: Any) -> Plan:
    return plan(person, draws=40, start=START, **options)


def kinds(result: Plan) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for exclusion in result.excluded:
        found.setdefault(exclusion.device, set()).add(exclusion.kind)
    return found


def test_every_device_is_ranked_or_ruled_out() -> None:
    result = planned(client())
    ranked = {p.device for p in result.plans if "+" not in p.device}
    assert ranked | set(kinds(result)) == set(device_names())
    assert not ranked & set(kinds(result))
    assert all(e.reason and e.kind in EXCLUSION_KINDS for e in result.excluded)


def test_ranks_follow_what_holds_in_8_of_10_draws() -> None:
    result = planned(client())
    held = [float(np.quantile(p.gain, 0.2)) for p in result.plans]
    assert held == sorted(held, reverse=True)
    assert [p.rank for p in result.plans] == list(range(1, len(held) + 1))
    assert next(p for p in result.plans if "+" not in p.device).device == "fractional-co2"


def test_a_limit_holds_at_the_clients_confidence_and_not_at_the_median() -> None:
    person = client(limits={"downtime_days": 4, "confidence": 0.9})
    result = planned(person)
    assert result.plans
    for p in result.plans:
        within = np.mean(p.outlook.samples("downtime_days") <= 4)
        assert within >= 0.9
        assert p.chance_within["downtime_days"] == within


def test_where_nothing_meets_the_limits_the_plan_is_empty_and_says_what_comes_nearest() -> None:
    result = planned(client(limits={"downtime_days": 0.01}))
    assert result.plans == ()
    assert result.verdict.startswith("No course meets the limits")
    missed = [e for e in result.excluded if e.kind == "limit"]
    assert missed
    assert all(e.rule == "downtime_days" and "holds in" in e.reason and "nearest: " in e.nearest for e in missed)
    for exclusion in missed:
        Course.parse(exclusion.nearest.removeprefix("nearest: ").rpartition("; ")[0])


def test_a_pregnant_client_gets_no_course_and_every_device_says_why() -> None:
    result = planned(client(history={"pregnant": True}))
    assert result.plans == ()
    assert {e.device for e in result.excluded if e.rule == "pregnancy"} == set(device_names())


def test_isotretinoin_leaves_superficial_and_non_ablative_treatments() -> None:
    result = planned(client(history={"isotretinoin_stopped_months": 2}))
    assert {device for p in result.plans for device in p.course.devices} <= {
        "nonablative-fractional",
        "glycolic-peel",
        "salicylic-peel",
        "microdermabrasion",
    }
    assert "rule" in kinds(result)["opus-plasma"]
    assert (
        any("ASDS 2017" in line for p in result.plans for f in p.findings for line in (f.reason, *f.conflicts, f.title))
        or result.plans
    )


def test_an_operator_below_what_a_device_needs_excludes_it_and_says_so() -> None:
    nurse, physician = planned(client()), planned(client(limits={"operator": "physician"}))
    assert "operator" in kinds(nurse)["full-co2"]
    assert "operator" not in kinds(physician).get("full-co2", set())


def test_skin_types_that_nobody_studied_are_ruled_out_for_lack_of_evidence() -> None:
    result = planned(client(fitzpatrick=6))
    assert "no-evidence" in kinds(result)["opus-plasma"]
    entry = next(e for e in result.excluded if e.device == "opus-plasma" and e.kind == "no-evidence")
    assert "face in skin types I to IV" in entry.nearest


def test_the_roller_never_reaches_an_eyelid() -> None:
    result = planned(client(concerns=[{"kind": "wrinkles", "site": "eyelid"}], fitzpatrick=3))
    opus = [p for p in result.plans if p.device == "opus-plasma"]
    assert opus
    assert all(s.setting["tip"] == "single-spark" for p in opus for s in p.course.sessions)


def test_cold_sores_bring_an_antiviral_into_every_course_that_wounds() -> None:
    result = planned(client(history={"cold_sores": True}))
    lasers = [p for p in result.plans if p.device == "fractional-co2"]
    assert lasers
    assert all(s.aftercare.antiviral for p in lasers for s in p.course.sessions)


def test_a_rule_that_closes_one_site_leaves_the_others() -> None:
    both = [{"kind": "age-spots", "site": "hand"}, {"kind": "wrinkles", "site": "cheek"}]
    result = planned(client(concerns=both, history={"pigmented_lesions_examined": False}, fitzpatrick=2))
    assert result.plans
    for p in result.plans:
        assert p.course.sites == ("cheek",)
        assert [site for site, _ in p.untreated] == ["hand"]
        assert any(word in p.untreated[0][1] for word in ("must be examined", "no published use"))


def test_skin_that_no_rule_leaves_any_device_for_says_so() -> None:
    spots = client(concerns=[{"kind": "age-spots", "site": "cheek"}], history={"pigmented_lesions_examined": None})
    result = planned(spots)
    assert result.plans == ()
    assert result.verdict.startswith("No safe course, because")


def test_a_steroid_is_prescribed_only_where_dark_marks_are_too_likely_without() -> None:
    free = planned(client(fitzpatrick=4))
    tight = planned(client(fitzpatrick=4, limits={"pih_risk": 0.1}))
    assert not any(s.aftercare.steroid_days for p in free.plans for s in p.course.sessions)
    assert any(s.aftercare.steroid_days for p in tight.plans for s in p.course.sessions)


def test_skin_that_would_still_be_red_is_not_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    def red(*given: Any, **options: Any) -> Any:
        outlook = invented(*given, **options)
        for region in outlook.regions.values():
            region.healing.erythema_days = np.full((outlook.draws, len(region.sessions)), 100.0)
        return outlook

    monkeypatch.setattr("rederm.planning.trial.simulate", red)
    assert all(len({s.day for s in p.course.sessions}) == 1 or p.interval_days > 100 for p in planned(client()).plans)


def test_a_budget_in_another_currency_is_not_applied_and_said() -> None:
    poor = planned(client(limits={"budget": 100.0}))
    other = planned(client(limits={"budget": 100.0, "currency": "EUR"}))
    assert poor.plans == ()
    assert "example price" in next(e for e in poor.excluded if e.rule == "budget").reason
    assert other.plans
    assert "not applied" in other.to_json()["price_note"]


def test_a_date_that_presses_shortens_the_interval_to_no_less_than_the_floor() -> None:
    opus = next(p for p in planned(client(limits={"ready_by": date(2027, 3, 20)})).plans if p.device == "opus-plasma")
    usual, floor = (load_device("opus-plasma").number(f"interval.{key}", "d") for key in ("default", "floor"))
    assert len(opus.course.sessions) > 1
    assert floor <= opus.interval_days < usual


def test_a_date_that_cannot_be_met_excludes_and_says_by_how_much() -> None:
    late = planned(client(limits={"ready_by": date(2027, 1, 4)}))
    assert late.plans == ()
    assert "wanted by 2027-01-04" in next(e for e in late.excluded if e.rule == "ready_by").reason


def test_visits_bound_the_sessions() -> None:
    assert all(len({s.day for s in p.course.sessions}) <= 2 for p in planned(client(limits={"visits": 2})).plans)


def test_same_seed_same_plan_at_any_number_of_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDERM_WORKERS", "1")
    one = planned(client(), seed=3).to_json()
    monkeypatch.setenv("REDERM_WORKERS", "3")
    assert planned(client(), seed=3).to_json() == one


def test_why_is_made_of_figures() -> None:
    result = planned(client(limits={"downtime_days": 8}))
    first, second = result.plans[0], result.plans[1]
    assert "wrinkles" in first.why
    assert "holds in" in first.why or "every limit" in first.why
    assert "Against" in first.why
    assert "Against" in second.why
    assert len(first.why.split(". ")) <= 3


def test_json_carries_the_fields_of_the_command_line() -> None:
    told = planned(client(limits={"downtime_days": 8})).to_json()
    assert told["schema"] == "rederm.plan/1"
    assert told["start"] == "2027-01-04"
    assert "manufacturer's instructions" in told["statement"]
    keys = {
        "rank",
        "device",
        "course",
        "setting",
        "sessions",
        "interval_days",
        "outlook",
        "gain",
        "downtime_days_course",
        "risks",
    }
    assert keys | {"pain", "price", "chance_within", "findings", "why"} <= set(told["plans"][0])
    assert set(told["excluded"][0]) == {"device", "kind", "rule", "reason", "nearest", "source"}
    assert told["provisional"] is False
    assert "scores" not in told["plans"][0]["outlook"]


def test_what_was_not_asked_makes_the_plan_provisional_and_lists_questions() -> None:
    bare = Client.parse({"age": 50, "sex": "female", "fitzpatrick": 3, "concerns": [{"kind": "wrinkles", "site": "cheek"}]})
    told = planned(bare).to_json()
    assert told["provisional"] is True
    assert len(told["questions"]) > 20
    assert any(f["question"] for p in told["plans"] for f in p["findings"])


def test_comparison_shows_what_a_rule_blocks_instead_of_refusing_it() -> None:
    courses = [Course.parse("1 session of full-co2"), Course.parse("3 sessions of opus-plasma")]
    result = compare(client(limits={"downtime_days": 8}), courses, draws=20, start=START)
    told = result.to_json()
    assert told["schema"] == "rederm.compare/1"
    assert [f["rule"] for f in told["findings"][0] if f["strength"] == "block"] == ["operator"]
    assert set(told["chance_within"][1]) == {"downtime_days"}


def test_downtime_that_grows_takes_plans_away(monkeypatch: pytest.MonkeyPatch) -> None:
    person = client(limits={"downtime_days": 4})
    few = len(planned(person).plans)
    monkeypatch.setattr("rederm.planning.trial.simulate", partial(invented, downtime_scale=4.0))
    assert len(planned(person).plans) < few
