"""The dials room says what the simulation says, and refuses in words what cannot be."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from clinic_objects import chosen
from django.test import Client as Browser
from django.utils import timezone
from plan_cases import TEXTS, dials, done_job

from rederm import Course, simulate
from rederm.clinic.accounts.models import Clinic, User
from rederm.clinic.charts.keep import new_record, new_version
from rederm.clinic.charts.models import Record
from rederm.clinic.plans.asked import of_course, usual
from rederm.clinic.plans.cases import case_of
from rederm.clinic.plans.dials import knobs
from rederm.clinic.plans.warm import neighbours
from rederm.devices import device_names, load_device
from rederm.output.words import percent_span, span
from rederm.sources import InputError

HTMX = {"HX-Request": "true"}
TEXT = "3 sessions of tca-peel on cheek at 17 %, 6 weeks apart, with cool mask"


@pytest.fixture
def clinician(signed_in: Callable[..., Browser], monkeypatch: pytest.MonkeyPatch) -> Browser:
    """A clinician's browser, without the thread that solves lesions ahead."""
    monkeypatch.setattr("rederm.clinic.plans.warm.WARMER.wish", lambda *given: None)
    return signed_in("clinician")


def turned(browser: Browser, record: Record, form: dict[str, Any]) -> Any:
    return browser.post(f"/plans/{record.pk}/room/turn/", form, headers=HTMX)


def page_curves(text: str) -> Any:
    found = re.search(r'<script id="curves-data" type="application/json">(.*?)</script>', text)
    assert found is not None
    return json.loads(found[1])


def test_the_answer_is_that_of_simulate_for_the_same_client_course_seed_and_draws(clinician: Browser, record: Record) -> None:
    form = dials(concentration_pct="17") | {"interval": "42", "aid": ["cool mask"]}
    response = turned(clinician, record, form)
    client = record.versions.get().client(timezone.localdate())
    said = simulate(client, Course.parse(TEXT), draws=100, seed=0).to_json()
    text = response.content.decode()
    curves = page_curves(text)
    assert curves["days"] == said["days"]
    assert curves["sessions"] == [0.0, 42.0, 84.0]
    for key, shown in zip(client.keys(), curves["concerns"], strict=True):
        for end in ("low", "median", "high"):
            assert shown["treated"][end] == [round(100 * v, 2) for v in said["scores"][key][end]]
            assert shown["untreated"][end] == [round(100 * v, 2) for v in said["scores_untreated"][key][end]]
    for key in ("crust_days", "erythema_days", "social_downtime_days", "pain_0_10", "chair_minutes"):
        assert f">{span(said['sessions'][0][key])}</td>" in text, key
    shown = text.replace("&lt;", "<")
    assert percent_span(said["pih_risk_course"]) in shown
    assert "100 draws, seed 0" in text
    assert "simulation" in text


def test_a_course_of_an_address_is_answered_as_the_dials_answer_it(clinician: Browser, record: Record) -> None:
    form = dials(concentration_pct="17") | {"interval": "42", "aid": ["cool mask"]}
    opened = clinician.get(f"/plans/{record.pk}/room/", {"course": TEXT})
    assert page_curves(opened.content.decode()) == page_curves(turned(clinician, record, form).content.decode())
    assert 'name="dial-concentration_pct" type="number" min="5" max="100" step="any" value="17"' in opened.content.decode()


@pytest.mark.parametrize(
    ("form", "said"),
    [
        (dials(concentration_pct="140"), "concentration_pct = 140 is outside 5..100 %"),
        (dials(concentration_pct="much"), "is not a number; give one from 5 to 100"),
        (dials(concentration_pct="nan"), "is not a number; give one from 5 to 100"),
        (dials(power_W="60"), "power_W is no dial of tca-peel; its dials are concentration_pct, coats"),
        (dials(coats="1.5"), "coats = 1.5 is not a whole number"),
        (dials() | {"device": "magic-wand"}, "there is no device &#x27;magic-wand&#x27;"),
        (dials() | {"site": ["elbow"]}, "elbow"),
        (dials() | {"site": []}, "no site is chosen"),
        (dials() | {"aid": ["prayer"]}, "&#x27;prayer&#x27; is no aftercare"),
        (dials() | {"aid": ["moist care", "dry care"]}, "moist care"),
        (dials() | {"sessions": "0"}, "sessions: &#x27;0&#x27; is not a whole number from 1 to 60"),
        (dials() | {"interval": "x"}, "days between sessions"),
        (dials() | {"numbing": "1e9"}, "numbing"),
        ({}, "there is no device"),
    ],
)
def test_what_cannot_be_is_refused_in_words(clinician: Browser, record: Record, form: dict[str, Any], said: str) -> None:
    response = turned(clinician, record, form)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert 'role="alert"' in response.content.decode()


def test_a_setting_outside_what_was_studied_is_answered_and_said_to_be(clinician: Browser, record: Record) -> None:
    response = turned(clinician, record, dials(concentration_pct="60"))
    assert response.status_code == 200
    assert "outside published use" in response.content.decode()


def test_a_course_that_a_rule_blocks_says_so_first(clinician: Browser, person: Callable[..., User], record: Record) -> None:
    content = dict(record.versions.get().content)
    content["history"] = content["history"] | {"active_infection": True}
    new_version(person("clinician"), record, content, 1)
    text = turned(clinician, record, dials()).content.decode()
    assert text.index("Not unless resolved") < text.index("Each session")
    assert "Infection, herpes or an open sore" in text


def test_the_price_is_the_clinics_where_it_has_a_list_and_marked_as_an_example_else(clinician: Browser, record: Record) -> None:
    assert "example prices, not this clinic's" in turned(clinician, record, dials()).content.decode()
    Clinic.objects.update(prices="device,sessions,price,currency\ntca-peel,1,777,EUR\n")
    text = turned(clinician, record, dials()).content.decode()
    assert "price of the course, EUR" in text
    assert "example prices" not in text
    Clinic.objects.update(prices="device,sessions,price\ntca-peel,1,777\n")
    assert "the clinic&#x27;s list" in turned(clinician, record, dials()).content.decode()


def test_an_assistant_looks_at_courses_that_were_found_or_chosen_and_turns_nothing(
    signed_in: Callable[..., Browser], record: Record
) -> None:
    browser = signed_in("assistant")
    known = chosen(record)
    done_job(record)
    assert turned(browser, record, dials()).status_code == 403
    assert browser.get(f"/plans/{record.pk}/room/", {"course": TEXT}).status_code == 403
    assert browser.get(f"/plans/{record.pk}/room/", {"course": TEXTS[1]}).status_code == 200
    text = browser.get(f"/plans/{record.pk}/room/", {"course": known.text}).content.decode()
    assert '<fieldset class="bare" disabled>' in text
    assert "Choose this course" not in text


def test_without_a_client_file_the_room_says_what_comes_first(clinician: Browser, person: Callable[..., User]) -> None:
    empty = new_record(person("clinician"), "Nobody Yet", timezone.localdate().replace(year=1980, day=1))
    response = clinician.get(f"/plans/{empty.pk}/room/")
    assert response.status_code == 422
    assert "there is no client file yet" in response.content.decode()


@pytest.mark.parametrize("name", device_names())
def test_the_dials_show_every_course_that_they_make(name: str) -> None:
    asked = usual(load_device(name), ("cheek", "neck"))
    shown = of_course(asked.course.text)
    assert shown is not None
    assert shown.course.text == asked.course.text


def test_a_course_of_several_devices_or_intervals_has_no_dials() -> None:
    assert of_course("1 session of tca-peel on cheek; after 6 weeks 1 session of opus-plasma on cheek") is None
    assert of_course("2 sessions of tca-peel on cheek, 4 weeks apart; after 9 weeks 1 session of tca-peel on cheek") is None


@pytest.mark.parametrize("name", device_names())
def test_a_slider_stays_within_the_limits_and_reaches_the_ends_of_what_was_studied(name: str, record: Record) -> None:
    client = record.versions.get().client(timezone.localdate())
    for knob in knobs(usual(load_device(name), ("cheek",)), client):
        places = [float(stop) for stop in knob.stops]
        assert places == sorted(set(places))
        if knob.choices:
            assert knob.value in knob.choices
            continue
        assert (places[0], places[-1]) == pytest.approx((float(knob.low), float(knob.high)))
        assert not knob.value or places[knob.at] == pytest.approx(float(knob.value))
        for end in knob.within:
            assert min(abs(place - float(end)) for place in places) <= 1e-6 * float(knob.high)
        if knob.track:
            assert 0 <= knob.track[0] <= 100


def test_neighbours_are_of_the_dial_that_was_turned_and_can_be_asked_for(record: Record) -> None:
    asked = usual(load_device("fractional-co2"), ("cheek",))
    near = list(neighbours(case_of(record), asked, "density_pct"))
    assert [list(one.dials) for one in near] == [["density_pct"]] * 2
    for one in near:
        try:
            assert one.course.sessions
        except InputError as error:
            pytest.fail(str(error))
