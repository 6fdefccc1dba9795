"""check(): what is not known is asked, never taken for no; findings of the same kind stand together."""

from dataclasses import replace
from typing import Any

import pytest

from rederm.course import Aftercare, Course, Session
from rederm.devices import load_device, make_setting
from rederm.safety import Finding, check, offers
from rederm.skin import Client


def client(**changes: Any) -> Client:
    return Client.parse(
        {"age": 45, "sex": "female", "fitzpatrick": 2, "concerns": [{"kind": "wrinkles", "site": "face"}]} | changes
    )


def course(device: str, *sites: str, **dials: Any) -> Course:
    return Course((Session(0.0, make_setting(load_device(device), dials), sites, Aftercare()),), "")


def by_rule(findings: list[Finding]) -> dict[str, Finding]:
    return {f.rule: f for f in findings}


def test_an_answer_that_was_not_asked_is_asked_and_never_taken_for_no() -> None:
    found = by_rule(check(client(), course("fractional-co2", "cheek")))
    for rule in ("pregnancy", "keloids-block", "isotretinoin-ablative", "active-infection", "recent-tan-block"):
        assert found[rule].strength == "ask"
        assert found[rule].question is not None


def test_dark_spots_that_nobody_examined_block_their_treatment() -> None:
    spots = client(concerns=[{"kind": "age-spots", "site": "cheek"}])
    finding = by_rule(check(spots, course("nonablative-fractional", "cheek")))["pigmented-lesions"]
    assert finding.strength == "block"
    assert finding.question is not None


MELASMA_HISTORY = {"history": {"melasma": True}}
MELASMA_CONCERN = {"concerns": [{"kind": "blotchiness", "subtype": "melasma", "site": "cheek"}]}


@pytest.mark.parametrize("person", [MELASMA_HISTORY, MELASMA_CONCERN])
@pytest.mark.parametrize(
    ("device", "dials", "strength"),
    [
        ("full-co2", {}, "block"),
        ("full-eryag", {}, "block"),
        ("helium-plasma", {}, "block"),
        ("dermabrasion", {}, "block"),
        ("phenol-croton-peel", {}, "block"),
        ("jessner-tca-peel", {}, "block"),
        ("tca-peel", {"concentration_pct": 35}, "block"),
        ("nitrogen-plasma", {"energy_J": 3}, "block"),
        ("tca-peel", {"concentration_pct": 30}, "ask"),
        ("nitrogen-plasma", {"energy_J": 1.5}, "ask"),
        ("fractional-co2", {}, "ask"),
        ("opus-plasma", {}, "ask"),
        ("nonablative-fractional", {}, "ask"),
        ("microneedling", {}, "ask"),
    ],
)
def test_melasma_bars_heat_over_the_whole_field_deep_peels_and_abrasion_and_asks_before_the_rest(
    person: dict[str, Any], device: str, dials: dict[str, Any], strength: str
) -> None:
    found = [f for f in check(client(**person), course(device, "cheek", **dials)) if f.rule.startswith("melasma")]
    assert [(f.strength, f.question) for f in found] == [(strength, None)]


def test_who_cannot_be_pregnant_is_not_asked() -> None:
    assert "pregnancy" not in by_rule(check(client(sex="male"), course("glycolic-peel", "cheek")))
    assert "pregnancy" not in by_rule(check(client(menopause_years=5), course("glycolic-peel", "cheek")))


def test_the_parts_of_a_face_are_one_finding() -> None:
    pregnant = client(history={"pregnant": True})
    found = [f for f in check(pregnant, course("tca-peel", "face")) if f.rule == "pregnancy"]
    assert len(found) == 1
    assert found[0].site == ""
    eyes = by_rule(check(pregnant, course("fractional-co2", "face")))["eye-shields-laser"]
    assert eyes.site == "periorbital"


def test_both_sides_of_a_conflict_are_shown_and_the_stricter_one_holds() -> None:
    finding = by_rule(check(client(history={"isotretinoin_stopped_months": 3}), course("opus-plasma", "cheek")))[
        "isotretinoin-radio-frequency"
    ]
    assert finding.strength == "block"
    assert "ASDS 2017" in finding.conflicts[0]


def test_blocks_stand_first_and_json_names_the_sources() -> None:
    findings = check(client(history={"pregnant": True}), course("full-co2", "face"))
    assert findings[0].strength == "block"
    assert [f.strength for f in findings] == sorted((f.strength for f in findings), key=("block", "ask", "note").index)
    assert all(f.to_json()["source"] for f in findings)


def test_a_medicine_that_no_rule_knows_is_put_before_the_clinician() -> None:
    taking = client(history={"medications": ["omeprazole", "aspirin"]})
    assert "omeprazole" in by_rule(check(taking, course("opus-plasma", "cheek")))["medicines-to-read"].reason


def test_none_in_a_list_of_medicines_is_no_medicine() -> None:
    nothing = client(history={"medications": ["none"], "allergies": ["None"]})
    found = by_rule(check(nothing, course("opus-plasma", "cheek")))
    assert not {"medicines-to-read", "allergies-to-read"} & set(found)


def test_a_course_that_names_no_site_is_checked_on_that_of_the_first_concern() -> None:
    spots = client(concerns=[{"kind": "age-spots", "site": "hand"}])
    assert by_rule(check(spots, course("nonablative-fractional")))["pigmented-lesions"].site == "hand"


def test_rules_on_simulated_figures_are_silent_before_simulation() -> None:
    two = course("fractional-co2", "cheek")
    two = replace(two, sessions=(two.sessions[0], replace(two.sessions[0], day=30.0)))
    assert not {"still-red", "not-closed-in-time"} & set(by_rule(check(client(), two)))


def test_what_lowers_a_risk_is_offered() -> None:
    sores = client(history={"cold_sores": True}, fitzpatrick=4)
    found = offers(check(sores, course("fractional-co2", "upper-lip")))
    assert found == {"antiviral": True, "steroid_days": 2, "hydroquinone_after": True}
