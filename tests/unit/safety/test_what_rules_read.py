"""Facts of courses that mix devices, of energies, of numbing and of readiness, and what the rules make of them."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from rederm.course import Aftercare, Course, Session
from rederm.devices import device_names, load_device, make_setting
from rederm.safety import Finding, check
from rederm.safety.energy import chosen_wavelength, energy_facts
from rederm.safety.examples import HEALTHY, case
from rederm.safety.vocabulary import groups
from rederm.skin import Client


def client(**changes: Any) -> Client:
    base = {
        "age": 45,
        "sex": "female",
        "fitzpatrick": 2,
        "concerns": [{"kind": "wrinkles", "site": "cheek"}],
        "weight_kg": 60.0,
    }
    return Client.parse(base | {"history": HEALTHY, "treatments_before": [], "limits": {"operator": "physician"}} | changes)


def session(day: float, device: str, *sites: str, **care: Any) -> Session:
    return Session(day, make_setting(load_device(device), {}), sites, Aftercare(**care))


def found(*sessions: Session, person: Client | None = None, outlook: Any = None) -> dict[str, Finding]:
    return {f.rule: f for f in check(person or client(), Course(sessions, ""), outlook)}


@pytest.mark.parametrize(("first", "then"), [(("face",), ("cheek",)), (("cheek",), ("face",)), (("cheek",), ("cheek",))])
@pytest.mark.parametrize("days", [0.0, 1.0, 6.0])
def test_a_second_wounding_device_within_a_week_is_blocked_where_the_fields_overlap(
    first: tuple[str, ...], then: tuple[str, ...], days: float
) -> None:
    said = found(session(0.0, "opus-plasma", *first), session(days, "microneedling", *then))
    assert said["second-wound-unhealed"].strength == "block"
    assert said["combination"].site == "cheek"


def test_the_same_devices_on_skin_that_does_not_overlap_are_no_combination() -> None:
    said = found(session(0.0, "opus-plasma", "forehead"), session(1.0, "microneedling", "cheek"))
    assert not {"second-wound-unhealed", "combination"} & set(said)


def test_a_gentle_treatment_leaves_no_wound_for_the_next_device() -> None:
    said = found(session(0.0, "microdermabrasion", "cheek"), session(3.0, "microneedling", "cheek"))
    assert "second-wound-unhealed" not in said
    assert said["combination"].strength == "ask"


def test_a_combination_names_its_devices_in_the_order_of_the_sessions() -> None:
    said = found(session(0.0, "microneedling", "cheek"), session(60.0, "glycolic-peel", "cheek"))
    assert "microneedling, glycolic-peel treat the same skin" in said["combination"].reason


def test_a_device_is_new_unless_it_was_listed_and_not_known_where_no_list_was_given() -> None:
    first = session(0.0, "fractional-co2", "cheek")
    had = {"treatments_before": [{"device": "fractional-co2", "weeks_ago": 60}]}
    assert found(first)["test-spot-new-device"].question is None
    assert "test-spot-new-device" not in found(first, person=client(**had))
    never_asked = Client.parse(
        {"age": 45, "sex": "female", "fitzpatrick": 2, "concerns": [{"kind": "wrinkles", "site": "cheek"}]}
    )
    assert "had before" in (found(first, person=never_asked)["test-spot-new-device"].question or "")


@pytest.mark.parametrize("device", device_names())
def test_light_has_a_wavelength_and_nothing_else_has(device: str) -> None:
    setting = make_setting(load_device(device), {})
    facts = energy_facts(setting.device) | chosen_wavelength(setting)
    assert ("energy.wavelength_nm" in facts) == (facts["energy.kind"] == "laser") == (setting.device.family == "light")


def test_eyewear_is_named_for_the_wavelength_of_the_laser() -> None:
    assert "10600 nm" in found(session(0.0, "full-co2", "cheek"))["eyewear-laser"].reason
    assert "2940 nm" in found(session(0.0, "full-eryag", "cheek"))["eyewear-laser"].reason
    setting = make_setting(load_device("nonablative-fractional"), {"wavelength_nm": 1927})
    assert "1927 nm" in found(Session(0.0, setting, ("cheek",), Aftercare()))["eyewear-laser"].reason


def test_drug_in_the_cream_is_its_weight_times_its_strength() -> None:
    said = found(session(0.0, "opus-plasma", "face", numbing_minutes=60.0))["numbing-dose"].reason
    assert "40 g on 365 cm2" in said
    assert "1000 mg of lidocaine and 1000 mg of prilocaine" in said


def test_who_must_not_have_prilocaine_is_numbed_without_it() -> None:
    risk = client(history=HEALTHY | {"methaemoglobin_risk": True})
    said = found(session(0.0, "opus-plasma", "face", numbing_minutes=60.0), person=risk)
    assert "prilocaine" not in said["numbing-dose"].reason
    assert said["methaemoglobin"].strength == "ask"


def test_cream_is_that_of_the_visit_that_needs_most_of_it() -> None:
    later = (
        session(0.0, "opus-plasma", "cheek"),
        session(40.0, "opus-plasma", "cheek"),
        session(40.0, "microneedling", "back"),
    )
    assert "236 g" in found(*later)["numbing-label-most"].reason


def readiness(states: dict[str, list[float]], gap: float = 30.0) -> dict[str, Finding]:
    person, course, outlook = case(
        {"device": "opus-plasma", "sessions": 2, "interval_days": gap}
        | {f"outlook.{name}": both for name, both in states.items()}
    )
    return {f.rule: f for f in check(person, course, outlook)}


@pytest.mark.parametrize(
    ("pigment", "rule"),
    [
        ([1.0, 1.0], ""),
        ([0.8, 0.9], ""),
        ([1.0, 1.05], ""),
        ([1.0, 1.2], "pigment-may-not-be-back"),
        ([1.2, 1.2], "pigment-may-not-be-back"),
        ([1.3, 1.3], "pigment-not-back"),
    ],
)
def test_skin_that_is_still_darker_than_its_own_colour_is_not_ready(pigment: list[float], rule: str) -> None:
    said = readiness({"pigment": pigment})
    assert [name for name in said if name.startswith("pigment") and name.endswith("back")] == ([rule] if rule else [])


def test_readiness_tells_how_much_and_when() -> None:
    said = readiness({"pigment": [1.31, 1.4], "barrier": [0.8, 0.6], "swelling": [0.1, 0.4]})
    assert "31 % above" in said["pigment-not-back"].reason
    assert "30 days after the session before" in said["pigment-not-back"].reason
    assert "lack 20 %" in said["barrier-not-back"].reason
    assert "40 % of its scale" in said["still-swollen"].reason


def test_a_single_session_has_nothing_to_be_ready_for() -> None:
    person, course, outlook = case({"device": "opus-plasma", "outlook.pigment": [2.0, 2.0], "outlook.barrier": [0.1, 0.1]})
    assert not {"pigment-not-back", "barrier-not-back"} & {f.rule for f in check(person, course, outlook)}


def test_pigment_is_read_on_the_day_of_the_session_and_beside_skin_left_alone() -> None:
    """Melanin doubles over 40 days, that of skin left alone rises too: on day 20 it is 1.5 against 1.25."""
    course = Course((session(0.0, "opus-plasma", "cheek"), session(20.0, "opus-plasma", "cheek")), "")
    days = np.arange(41.0)
    flat, rise = np.zeros((4, days.size)), np.tile(1 + days / 40, (4, 1))
    per_session = np.ones((4, 2))
    healing = SimpleNamespace(
        days=days,
        closure_hours=per_session,
        crust_days=per_session,
        erythema_days=per_session,
        states={"melanin": rise, "barrier": 1 + flat, "swelling": flat},
        untreated={"melanin": 1 + (rise - 1) / 2, "barrier": 1 + flat, "swelling": flat},
    )
    region = SimpleNamespace(healing=healing, injuries=(), sessions=course.sessions)
    said = {f.rule: f for f in check(client(), course, SimpleNamespace(regions={"cheek": region}))}
    assert "20 % above" in said["pigment-may-not-be-back"].reason


@pytest.mark.parametrize("device", groups()["radio-frequency"])
@pytest.mark.parametrize("implant", ["pacemaker", "metal_implant_in_field"])
def test_no_current_and_no_plasma_with_an_implant(device: str, implant: str) -> None:
    said = check(client(history=HEALTHY | {implant: True}), Course((session(0.0, device, "cheek"),), ""))
    blocks = [f for f in said if f.strength == "block" and f.rule.startswith(implant.partition("_")[0])]
    assert len(blocks) == 1


@pytest.mark.parametrize(
    ("device", "rules"),
    [
        ("glycolic-peel", {"pregnancy"}),
        ("salicylic-peel", {"pregnancy", "pregnancy-acid"}),
        ("tca-peel", {"pregnancy", "pregnancy-acid"}),
        ("microneedling", {"pregnancy", "pregnancy-numbing"}),
    ],
)
def test_pregnancy_bars_everything_and_says_what_each_agent_does(device: str, rules: set[str]) -> None:
    said = check(client(history=HEALTHY | {"pregnant": True}), Course((session(0.0, device, "cheek"),), ""))
    assert {f.rule for f in said if f.strength == "block" and f.rule.startswith("pregnancy")} == rules


def test_stricter_of_two_isotretinoin_rules_holds_and_the_milder_stands_beside_it() -> None:
    taking = client(history=HEALTHY | {"isotretinoin_stopped_months": 1.0})
    for device in ("opus-plasma", "rf-microneedle", "fractional-co2", "microneedling", "tca-peel"):
        blocks = [f for f in check(taking, Course((session(0.0, device, "cheek"),), "")) if f.rule.startswith("isotretinoin")]
        assert [f.strength for f in blocks] == ["block"]
        assert blocks[0].conflicts
    for device in ("glycolic-peel", "nonablative-fractional"):
        assert found(session(0.0, device, "cheek"), person=taking)["isotretinoin-gentle"].strength == "note"
