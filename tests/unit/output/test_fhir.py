"""The FHIR bundle says what the plan says: the client and answers as given, the sessions, the chances in per cent."""

import json
import re
from collections import defaultdict
from datetime import date, timedelta
from typing import Any

import pytest
from exchanged_plan import DRAWS, EXAMPLES, SEED, START, outlook, plan_file
from fhir.resources.R4B.bundle import Bundle
from hypothesis import given, settings
from hypothesis import strategies as st

from random_clients import entries
from rederm.output.fhir import NAME, bundle_of, fhir_files, written
from rederm.output.fhir_check import check
from rederm.output.fhir_codes import codes
from rederm.output.fhir_expected import GAIN
from rederm.output.fhir_sessions import SETTING
from rederm.planning.plan_types import STATEMENT
from rederm.skin import Client
from rederm.skin.history import QUESTIONS

BARE: dict[str, Any] = {
    "age": 40,
    "sex": "male",
    "fitzpatrick": 2,
    "concerns": [{"kind": "wrinkles", "site": "periorbital"}],
}


def plan_for(client: dict[str, Any]) -> dict[str, Any]:
    """The plan with another client in it, whose concerns take the gains there are."""
    plan, known = plan_file(), Client.parse(client)
    first = plan["plans"][0]
    gains = list(first["gain"].values())
    entry = first | {"gain": {key: gains[place % len(gains)] for place, key in enumerate(known.keys())}}
    told = {"plans": [entry], "provisional": known.provisional, "questions": known.questions()}
    return plan | told | {"client": {"file": known.to_json()}}


def by_type(bundle: Any) -> dict[str, list[Any]]:
    found = defaultdict(list)
    for entry in bundle["entry"]:
        found[entry["resource"]["resourceType"]].append(entry["resource"])
    return found


@pytest.fixture(scope="module")
def text() -> bytes:
    return fhir_files(plan_file())[NAME]


@pytest.fixture(scope="module")
def there(text: bytes) -> dict[str, list[Any]]:
    return by_type(json.loads(text))


def test_read_and_written_again_it_is_the_same(text: bytes) -> None:
    assert (Bundle.model_validate_json(text).model_dump_json(indent=1) + "\n").encode() == text


def test_nothing_is_lost_on_the_way_through_the_models(text: bytes) -> None:
    assert json.loads(text) == json.loads(json.dumps(bundle_of(plan_file())))


def test_the_same_plan_gives_the_same_bytes_and_another_client_other_ids(text: bytes) -> None:
    assert written(bundle_of(plan_file())) == text
    ids = {entry["fullUrl"] for entry in json.loads(text)["entry"]}
    client = Client.load(EXAMPLES / "maria.toml").to_json() | {"age": 53}
    others = bundle_of(plan_for(client))["entry"]
    same = [entry["resource"]["resourceType"] for entry in others if entry["fullUrl"] in ids]
    assert sorted(same) == ["CodeSystem", "Questionnaire"]  # which speak of no one


def test_a_session_stands_on_its_day_with_its_sites_and_its_dials(there: dict[str, list[Any]]) -> None:
    requests, sessions = there["ServiceRequest"], outlook().course.sessions
    assert len(requests) == len(sessions) == 4
    for request, session in zip(requests, sessions, strict=True):
        assert request["occurrenceDateTime"] == (START + timedelta(days=int(session.day))).isoformat()
        assert [site["coding"][0]["code"] for site in request["bodySite"]] == [f"site.{site}" for site in session.sites]
        dials = {detail["coding"][0]["code"].split(".")[-1]: detail["extension"][0] for detail in request["orderDetail"]}
        assert {dial["url"] for dial in dials.values()} == {SETTING}
        values = {name: dial.get("valueString") or dial["valueQuantity"]["value"] for name, dial in dials.items()}
        assert values == {name: value for name, value in session.setting.values.items() if value is not None}


def test_a_session_is_asked_for_by_the_concerns_that_it_reaches(there: dict[str, list[Any]]) -> None:
    names = {f"urn:uuid:{c['id']}": c["code"]["coding"][0]["code"] for c in there["Condition"]}
    peel, hand = there["ServiceRequest"][:2]
    assert {names[r["reference"]] for r in peel["reasonReference"]} == {
        "concern.acne-scars",
        "concern.wrinkles",
        "concern.texture",
    }
    assert "reasonReference" not in hand


def test_care_is_told_in_full_with_every_session(there: dict[str, list[Any]]) -> None:
    for request in there["ServiceRequest"]:
        assert "moist care" in request["note"][1]["text"]  # maria moisturises, and the course does not speak of it
        assert "sunscreen daily" in request["note"][1]["text"]


def test_what_was_done_of_a_course_is_not_asked_for_again() -> None:
    done = "1 session of glycolic-peel on cheek and periorbital; same days 1 session of tca-peel on hand"
    there = by_type(bundle_of(plan_file() | {"adapted": {"done": done}}))
    assert [p["performedDateTime"] for p in there["Procedure"]] == [START.isoformat()] * 2
    assert {r["occurrenceDateTime"] for r in there["ServiceRequest"]} == {(START + timedelta(days=14)).isoformat()}
    activities = there["CarePlan"][0]["activity"]
    assert [set(activity) for activity in activities] == [{"outcomeReference"}] * 2 + [{"reference"}] * 2
    check(bundle_of(plan_file() | {"adapted": {"done": done}}))


def test_chances_of_harm_are_the_bands_of_the_plan_in_per_cent(there: dict[str, list[Any]]) -> None:
    told = plan_file()["plans"][0]["risks"]
    assert len(told) == 4
    for risk, band in told.items():
        median, wide = (
            p for p in there["RiskAssessment"][0]["prediction"] if p["outcome"]["coding"][0]["code"] == f"risk.{risk}"
        )
        assert median["probabilityDecimal"] == pytest.approx(100 * band["median"], rel=1e-5)
        for end in ("low", "high"):
            assert wide["probabilityRange"][end]["code"] == "%"
            assert wide["probabilityRange"][end]["value"] == pytest.approx(100 * band[end], rel=1e-5)
        assert date.fromisoformat(median["whenPeriod"]["end"]) > START + timedelta(days=14)


def test_the_chance_to_stay_within_a_limit_is_told_with_the_limit(there: dict[str, list[Any]]) -> None:
    told = plan_file()["plans"][0]["chance_within"]
    assert len(told) > 5
    predicted = {p["outcome"]["coding"][0]["code"]: p for p in there["RiskAssessment"][0]["prediction"]}
    for name, share in told.items():
        assert predicted[f"limit.{name}"]["probabilityDecimal"] == pytest.approx(100 * share, rel=1e-5)


def test_the_gain_of_each_concern_stands_with_its_goal(there: dict[str, list[Any]]) -> None:
    told = plan_file()["plans"][0]["gain"]
    for goal, gain in zip(there["Goal"], told.values(), strict=True):
        bands = [{part["url"]: part for part in e["extension"]} for e in goal["extension"] if e["url"] == GAIN]
        assert [band["after"]["valueQuantity"]["value"] for band in bands] == [int(day) for day in gain]
        for band, expected in zip(bands, gain.values(), strict=True):
            assert band["median"]["valueQuantity"]["value"] == pytest.approx(100 * expected["median"], rel=1e-5)
            assert band["band"]["valueRange"]["high"]["value"] == pytest.approx(100 * expected["high"], rel=1e-5)


def test_what_is_predicted_says_so_and_is_a_proposal(there: dict[str, list[Any]]) -> None:
    for kind in ("CarePlan", "ServiceRequest", "RiskAssessment", "Goal"):
        assert {resource["meta"]["tag"][0]["code"] for resource in there[kind]} == {"tag.simulation"}, kind
    for kind in ("Patient", "Condition", "Observation", "QuestionnaireResponse"):
        assert {resource["meta"]["tag"][0]["code"] for resource in there[kind]} == {"tag.as-given"}, kind
    for resource in (*there["CarePlan"], *there["ServiceRequest"], *there["RiskAssessment"]):
        assert resource["note"][0]["text"] == STATEMENT
    assert {r["intent"] for kind in ("CarePlan", "ServiceRequest") for r in there[kind]} == {"proposal"}
    assert {r["status"] for kind in ("CarePlan", "ServiceRequest") for r in there[kind]} == {"draft"}
    assert f"{DRAWS} draws, seed {SEED}" in there["RiskAssessment"][0]["method"]["text"]


def test_every_finding_is_a_note_of_the_care_plan(there: dict[str, list[Any]]) -> None:
    notes = "\n".join(note["text"] for note in there["CarePlan"][0]["note"])
    findings = plan_file()["plans"][0]["findings"]
    assert len(findings) > 3
    for finding in findings:
        assert finding["title"] in notes
        assert finding["reason"] in notes


def test_only_what_the_file_gives_is_told() -> None:
    there = by_type(bundle_of(plan_for(BARE)))
    told = {o["code"]["coding"][0]["code"] for o in there["Observation"]}
    assert told == {"observation.fitzpatrick", "observation.age"}  # the severity was assumed, nothing else was measured
    assert "item" not in there["QuestionnaireResponse"][0]
    assert there["QuestionnaireResponse"][0]["status"] == "in-progress"
    assert set(there["Patient"][0]) == {"resourceType", "id", "meta", "identifier", "gender"}


def test_no_day_stands_in_it_but_those_that_follow_from_the_start(text: bytes) -> None:
    days = {date.fromisoformat(day) for day in re.findall(r"\b\d{4}-\d{2}-\d{2}\b", text.decode())}
    last = START + timedelta(days=14)
    assert days == {START, last, *(last + timedelta(days=days) for days in (35, 180, 365, 730))}
    assert not re.search("birthDate|lastUpdated|timestamp|authoredOn", text.decode())


def test_earlier_treatments_are_procedures_in_the_words_they_were_given_in() -> None:
    before = [
        {"device": "fractional-co2", "site": "cheek", "weeks_ago": 60, "sessions": 2, "result": "some"},
        {"device": "my own laser"},
    ]
    known, other = by_type(bundle_of(plan_for(BARE | {"treatments_before": before})))["Procedure"]
    assert known["code"]["coding"][0]["code"] == "device.fractional-co2"
    assert known["performedString"] == "60 weeks before the plan"
    assert other["code"] == {"text": "my own laser"}
    assert set(other) == {"resourceType", "id", "meta", "status", "code", "subject"}


def answers(response: Any) -> dict[str, Any]:
    """The history that a response tells, read by the questionnaire's rules alone."""
    found = {}
    for item in response.get("item", []):
        (answer,) = item["answer"]
        below = [entry for part in answer.get("item", []) for entry in part["answer"]]
        if "valueCoding" in answer:
            code = answer["valueCoding"]["code"].split(".")[1]
            found[item["linkId"]] = below[0]["valueQuantity"]["value"] if code == "ago" else code
        elif item["linkId"] in ("allergies", "medications"):
            assert answer["valueBoolean"] is bool(below)
            found[item["linkId"]] = [entry["valueString"] for entry in below]
        else:
            found[item["linkId"]] = answer["valueBoolean"]
    return found


SINCE = st.just("never") | st.integers(0, 6000) | st.floats(0, 6000)
WORDS = st.lists(st.text("abc xyz-", min_size=1).map(str.strip).filter(bool))
OTHERS = {"diabetes": st.sampled_from(["none", "controlled", "uncontrolled"]), "allergies": WORDS, "medications": WORDS}


def answer_to(key: str) -> st.SearchStrategy[Any]:
    return OTHERS.get(key, SINCE if key.endswith(("months", "weeks")) else st.booleans())


@settings(deadline=None, max_examples=50)
@given(st.fixed_dictionaries({}, optional={key: answer_to(key) for key in QUESTIONS}))
def test_any_history_can_be_read_back_and_what_was_not_asked_has_no_answer(history: dict[str, Any]) -> None:
    woman = BARE | {"sex": "female", "history": history}
    bundle = bundle_of(plan_for(woman))
    check(bundle)
    assert answers(by_type(bundle)["QuestionnaireResponse"][0]) == history


@pytest.mark.parametrize("number", range(12))
def test_a_bundle_of_any_client_is_valid(number: int) -> None:
    client = Client.parse(entries(number))
    there = by_type(json.loads(written(bundle_of(plan_for(entries(number))))))
    assert there["Patient"][0]["gender"] == client.sex
    assert [c["bodySite"][0]["coding"][0]["code"] for c in there["Condition"]] == [f"site.{c.site}" for c in client.concerns]


def test_a_response_answers_questions_that_were_asked_in_their_order(there: dict[str, list[Any]]) -> None:
    questions = there["Questionnaire"][0]["item"]
    assert [q["linkId"] for q in questions] == list(QUESTIONS)
    kinds = {q["linkId"]: q["type"] for q in questions} | {i["linkId"]: i["type"] for q in questions for i in q.get("item", [])}
    for item in there["QuestionnaireResponse"][0]["item"]:
        for part in (item, *(below for answer in item["answer"] for below in answer.get("item", []))):
            (value,) = {key for answer in part["answer"] for key in answer if key != "item"}
            fits = {"choice": "valueCoding", "boolean": "valueBoolean", "quantity": "valueQuantity", "string": "valueString"}
            assert value == fits[kinds[part["linkId"]]]


def test_the_code_system_in_the_bundle_defines_every_code_that_it_uses(text: bytes, there: dict[str, list[Any]]) -> None:
    defined = {concept["code"] for concept in there["CodeSystem"][0]["concept"]}
    used = set(re.findall(r'"system": "urn:rederm:codes",\s+"code": "([^"]+)"', text.decode()))
    assert len(used) > 40
    assert used <= defined
    assert there["CodeSystem"][0]["count"] == len(defined) == len(codes())
