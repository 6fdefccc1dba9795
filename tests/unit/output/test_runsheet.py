"""The run sheet: what a nurse needs stands on it, in figures that can be checked by hand, on two pages a visit."""

import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from exchanged_plan import DRAWS, EXAMPLES, SEED, START, made_plan, plan_file
from pypdf import PdfReader

from paper_read import is_tagged
from rederm.course import Course
from rederm.devices import device_names, load_device, show
from rederm.outlook import simulate
from rederm.output.export import export
from rederm.output.runsheet import NAME, runsheet_files, runsheet_view
from rederm.output.runsheet_numbing import most_cream_g, numbing_view
from rederm.output.runsheet_settings import unit_words
from rederm.output.runsheet_visit import sheet
from rederm.safety import check, load_rules
from rederm.skin import Client
from rederm.sources import InputError, bibliography, load_table

MARIA = Client.load(EXAMPLES / "maria.toml")
FILE = MARIA.to_json()
BARE = Client.parse({key: FILE[key] for key in ("age", "sex", "fitzpatrick", "concerns")})  # nothing was asked
SORES = Client.parse(FILE | {"history": FILE["history"] | {"cold_sores": True}, "habits": {"skincare": "retinoid"}})
OPUS = "3 sessions of opus-plasma on face at 60 W, 3 passes, 4 weeks apart"
TCA = "2 sessions of tca-peel on face, 4 weeks apart, with antiviral"


@cache
def planned(client_key: str, text: str) -> Mapping[str, Any]:
    """The JSON of a plan of this course, with what the rules say of it."""
    client = {"maria": MARIA, "bare": BARE, "sores": SORES}[client_key]
    told = simulate(client, Course.parse(text), draws=DRAWS, seed=SEED)
    made = made_plan()
    entry = replace(
        made.plans[0],
        device="+".join(told.course.devices),
        course=told.course,
        outlook=told,
        findings=tuple(check(client, told.course, told)),
    )
    return replace(made, client=client, plans=(entry,)).to_json()


PLANS = [("bare", OPUS), ("sores", TCA), ("maria", "1 session of nonablative-fractional on cheek and periorbital")]


def pages(plan: Mapping[str, Any]) -> list[str]:
    """The text of every page, on one line each."""
    reader = PdfReader(io.BytesIO(runsheet_files(plan)[NAME]))
    return [" ".join(page.extract_text().split()) for page in reader.pages]


@pytest.mark.parametrize(("who", "course"), PLANS)
def test_every_dial_with_its_unit_and_every_site_stands_on_the_page_to_work_from(who: str, course: str) -> None:
    plan = planned(who, course)
    for session, page in zip(plan["first_outlook"]["sessions"], pages(plan)[1::2], strict=True):
        device = load_device(session["device"])
        assert device.title in page
        for name, value in session["setting"].items():
            if value is not None:
                assert f"{show(value)} {unit_words(device.dials[name].unit)}".strip() in page, name
        for site in session["sites"]:
            assert site == "face" or site.replace("-", " ").capitalize() in page


def test_the_run_sheet_is_tagged(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(runsheet_files(planned("bare", OPUS))[NAME])
    assert is_tagged(tmp_path / NAME)


@pytest.mark.parametrize(("who", "course"), [*PLANS, ("maria", plan_file()["plans"][0]["course"])])
def test_a_visit_is_a_page_and_one_for_each_device_each_with_notice_plan_session_and_page(who: str, course: str) -> None:
    plan = planned(who, course)
    days = [session["day"] for session in plan["first_outlook"]["sessions"]]
    numbers = [k for k, day in enumerate(sorted(set(days)), 1) for _ in range(1 + days.count(day))]
    told = pages(plan)
    assert len(told) == len(numbers) <= 2 * len(days)
    for place, (number, page) in enumerate(zip(numbers, told, strict=True), 1):
        assert plan["statement"] in page
        assert f"Plan {plan['id']} · Session {number} of {len(set(days))} · page {place} of {len(told)}" in page


def test_each_sheet_carries_the_date_of_its_visit_and_the_days_before_it() -> None:
    plan = planned("sores", TCA)
    told = pages(plan)
    for k, session in enumerate(plan["first_outlook"]["sessions"]):
        day = START + timedelta(days=round(session["day"]))
        assert f"{day:%a} {day.day} {day:%b %Y}" in told[2 * k]
        eve = day - timedelta(days=1)
        assert f"{eve:%a} {eve.day} {eve:%b %Y} (1 day before): Antiviral begins" in told[2 * k]
    assert "Mon 28 Dec 2026 (7 days before): Stop retinoids" in told[0]
    assert "Mon 7 Dec 2026 to Mon 21 Dec 2026 (28 to 14 days before): Prime" in told[0]
    assert "Prime" not in told[2]
    assert "Appointment 2 of 2 Mon 1 Feb 2027" in told[1]


@pytest.mark.parametrize(("weight", "age", "most"), [(40, 30, 40), (68, 52, 60), (120, 52, 60), (30, 11, 20), (18, 5, 10)])
def test_the_most_cream_is_the_least_of_label_weight_and_age(weight: float, age: float, most: float) -> None:
    client = Client.parse({**{k: FILE[k] for k in ("sex", "fitzpatrick", "concerns")}, "age": age, "weight_kg": weight} | MINOR)
    assert most_cream_g(client) == most


MINOR = {"physician_entry": True}


def test_the_most_cream_is_what_the_rules_speak_above() -> None:
    when = {rule.id: str(rule.when) for rule in load_rules()}
    table = load_table("rules/numbing")
    for rule, names in {
        "numbing-label-most": ("cream", "area"),
        "numbing-large-area": ("cream_per_weight",),
        "numbing-child": ("cream_child", "cream_small_child"),
    }.items():
        for name in names:
            value = table[f"most.{name}"].value
            assert f"{value:g}" in when[rule].replace(".0", ""), name


def test_numbing_of_a_cheek_at_50_kg_is_told_as_by_hand() -> None:
    # 150 cm2 of cheek at 0.11 g/cm2; 25 mg/g of each drug; 50 g at 50 kg cover 454 cm2, told as 450.
    client = Client.parse(FILE | {"weight_kg": 50.0})
    course = Course.parse("1 session of opus-plasma on cheek, with numbing 60 min")
    told = " ".join(numbing_view(client, course, 0)["lines"])
    assert "on 65 minutes before the first treatment (60 under film, 5 to take it off)" in told
    assert "16 g on 150 cm² (holds 400 mg of lidocaine and 400 mg of prilocaine)" in told  # 16.5, rounded to even
    assert "At most for 50 kg: 50 g on 450 cm²" in told


def test_without_a_weight_the_rule_stands_in_words_with_a_box_and_above_the_most_it_warns() -> None:
    face = Course.parse("1 session of opus-plasma on face, with numbing 60 min")
    view = numbing_view(BARE, face, 0)
    assert view["blanks"][0] == "Weight, kg"
    assert "no more than 1 g for each kg" in " ".join(view["lines"])
    assert "needs 40 kg at the least" in " ".join(view["lines"])
    assert view["warning"] == ""
    assert "physician" in numbing_view(Client.parse(FILE | {"weight_kg": 35.0}), face, 0)["warning"]
    assert numbing_view(MARIA, Course.parse("1 session of opus-plasma on face, with no numbing"), 0)["blanks"] == []


def test_open_questions_stand_on_the_first_sheet_and_the_others_ask_whether_they_were_answered() -> None:
    plan = planned("bare", OPUS)
    told = pages(plan)
    assert len(plan["questions"]) > 5
    for question in plan["questions"]:
        assert question in told[0]
    assert "open questions answered on the first sheet" in told[2]
    assert "Not answered when" not in pages(planned("maria", PLANS[2][1]))[0]


def test_from_the_second_visit_on_the_skin_is_looked_at() -> None:
    told = pages(planned("sores", TCA))
    assert "Ready again?" not in told[0]
    for name in ("Closed:", "Barrier:", "Redness:", "Swelling:", "Pigment:"):
        assert name in told[2]
    assert "no day to spare" in told[2]  # redness may outlast the four weeks
    assert "Not before Mon 18 Jan 2027, as foretold" in pages(planned("bare", OPUS))[2]


@pytest.mark.parametrize(("who", "course"), PLANS)
def test_stop_signs_endpoint_and_eyes_stand_on_every_sheet(who: str, course: str) -> None:
    plan = planned(who, course)
    told = pages(plan)
    for place, visit in enumerate(runsheet_view(plan)["visits"]):
        session = visit["sessions"][0]
        assert session["stop"]["signs"]
        assert all(sign in told[2 * place + 1] for sign in session["stop"]["signs"])
        assert session["endpoint"] in told[2 * place + 1]
        assert all(eye["title"] in told[2 * place] + told[2 * place + 1].split("Power")[0] for eye in visit["eyes"])


def test_a_peel_names_its_neutraliser_or_that_none_is_needed() -> None:
    told = " ".join(pages(plan_file()))
    assert "Grey or yellow-white is too deep" in runsheet_view(plan_file())["visits"][0]["sessions"][1]["stop"]["signs"]
    assert "Neutraliser: Bicarbonate 10 to 15 %" in told
    assert "Neutraliser: None neutralises TCA, none is needed" in told
    assert "Neutraliser" not in " ".join(pages(planned("bare", OPUS)))


def test_nothing_but_gel_goes_into_open_needle_channels_on_the_day() -> None:
    after = runsheet_view(planned("maria", "1 session of microneedling on cheek"))["visits"][0]["after"]
    assert "Sterile saline or hyaluronic gel only, until the next day" in after
    assert not [line for line in after if line.startswith("Bland") and "from the next day" not in line]


def test_no_rule_says_to_do_what_holds_a_placeholder() -> None:
    assert not [rule.id for rule in load_rules() if any("{" in line for line in rule.do)]


def test_a_stop_rule_that_the_clinic_changed_is_told_as_changed() -> None:
    plan = dict(planned("bare", OPUS))
    entry = dict(plan["plans"][0])
    entry["findings"] = [f | ({"do": "Stop at noon"} if f["rule"] == "plasma-stop" else {}) for f in entry["findings"]]
    plan["plans"] = [entry]
    assert runsheet_view(plan)["visits"][0]["sessions"][0]["stop"]["signs"] == ["Stop at noon"]


def test_every_device_has_an_endpoint_with_sources_and_stop_signs_and_every_peel_a_neutraliser() -> None:
    known, rules = bibliography(), {rule.id: rule for rule in load_rules()}
    lines = sheet()
    assert set(lines["device"]) == set(device_names())
    for name, entry in lines["device"].items():
        assert rules[entry["stop"]].do
        for key in ("endpoint", "gel", "neutraliser"):
            assert (key in entry) == (f"{key}_source" in entry)
            assert set(entry.get(f"{key}_source", ())) <= set(known)
        assert ("neutraliser" in entry) == (load_device(name).family == "chemical")
    for kind in ("before", "today", "ready", "after"):
        for entry in lines[kind]:
            assert entry["source"]
            assert set(entry["source"]) <= set(known)
            assert set(entry.get("rules", ())) <= set(rules)
    for section in lines["section"].values():
        assert set(section) <= set(rules)


def test_of_a_course_under_way_only_the_visits_to_come_are_written() -> None:
    plan = dict(planned("sores", TCA))
    plan["adapted"] = {"done": "1 session of tca-peel on face", "seen_until_day": 20}
    assert [visit["number"] for visit in runsheet_view(plan)["visits"]] == ["Session 2 of 2"]
    plan["adapted"] = {"done": plan["plans"][0]["course"], "seen_until_day": 60}
    with pytest.raises(InputError, match="no visit"):
        runsheet_files(plan)


def test_the_same_plan_gives_the_same_bytes_tagged(tmp_path: Any) -> None:
    plan = planned("sores", TCA)
    export(plan, tmp_path, "runsheet")
    content = (tmp_path / NAME).read_bytes()
    assert content == runsheet_files(plan)[NAME]
    reader = PdfReader(io.BytesIO(content))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.metadata is not None
    assert reader.metadata.title == f"Run sheet, plan {plan['id']}"
    assert date.fromisoformat(plan["start"]) == START
