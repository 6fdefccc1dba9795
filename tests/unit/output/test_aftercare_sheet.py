"""The aftercare sheet: every device has one, it follows what was foretold, who is treated and what happened, in plain words."""

import json
import re
from collections.abc import Mapping
from string import Formatter
from typing import Any

import pytest

from calendar_cases import RULES, invented_course, session
from rederm.course import Course
from rederm.devices import device_names
from rederm.output.aftercare import aftercare_view, sheet
from rederm.output.aftercare_kind import OWN_FACTS
from rederm.output.course_dates import course_dates, dated
from rederm.safety.conditions import names
from rederm.safety.vocabulary import groups, is_fact
from rederm.sources import bibliography

CLIENT = {"age": 40, "sex": "female", "fitzpatrick": 2, "concerns": [{"kind": "wrinkles", "site": "cheek", "severity": 2}]}
STOPS = ("blister", "infection", "pigment_change", "delayed_closure", "long_redness")
JARGON = (
    "erythema",
    "edema",
    "oedema",
    "epitheli",
    "pigmentation",
    "occlusi",
    "lesion",
    "necrosis",
    "prophyla",
    "pih",
    "topical",
)
LONGEST = 22  # words of a sentence


def plan_of(text: str, client: Mapping[str, Any] | None = None, **upper: float) -> dict[str, Any]:
    """A plan of this course, every figure of it invented. upper: upper ends of its bands."""
    course = Course.parse(text)
    sessions = [
        session(s.day, s.setting.device.name, **({"heat_hours": 5.0} | upper)) | {"sites": list(s.sites)}
        for s in course.sessions
    ]
    content = invented_course(*sessions)
    content["client"] = {"file": CLIENT | (client or {})}
    content["plans"] = [{"course": course.text, "findings": [{"rule": r, "device": d} for r in RULES for d in course.devices]}]
    return content


def told(plan: Mapping[str, Any]) -> str:
    return json.dumps(aftercare_view(plan), ensure_ascii=False)


def lines_of(plan: Mapping[str, Any], title: str = "") -> list[str]:
    return [line["text"] for s in aftercare_view(plan)["sections"] if title in s["title"] for line in s["lines"]]


def when(plan: Mapping[str, Any], title: str) -> str:
    return str(next(s["when"] for s in aftercare_view(plan)["sections"] if s["title"] == title))


def entries() -> list[Mapping[str, Any]]:
    content = sheet()
    return [entry for kind in ("line", "flag", "conflict") for entry in content[kind]]


@pytest.mark.parametrize("device", device_names())
def test_every_device_has_a_sheet_from_today_to_later_with_red_flags(device: str) -> None:
    view = aftercare_view(plan_of(f"1 session of {device} on face"))
    titles = [section["title"] for section in view["sections"]]
    for title in (
        "Today",
        "The first three days",
        "Until your skin has closed",
        "The two weeks after that",
        "To month 3",
        "Later",
    ):
        assert titles.count(title) == 1  # so that no day is left out
    assert {flag["level"] for flag in view["flags"]} == {"emergency", "today", "soon"}
    assert len(view["call"]["names"]) == 3


@pytest.mark.parametrize("device", groups()["peel"])
def test_a_peel_never_speaks_of_what_a_laser_or_a_needle_leaves(device: str) -> None:
    text = " ".join(lines_of(plan_of(f"1 session of {device} on face"))).lower()
    assert re.findall(r"crust|scab|dots|bronze|channel|laser|needle", text.replace("tiny white dots", "")) == []
    assert ("tight and brown" in text) == (device not in groups()["gentle"])


def test_what_the_skin_looks_like_until_it_closes_is_told_of_every_device_that_wounds() -> None:
    looks = ("dots", "crusts", "cover", "flakes", "bronze", "sandpaper")
    for device in groups()["wounding"]:
        closing = " ".join(lines_of(plan_of(f"1 session of {device} on face"), "closed"))
        assert any(word in closing for word in looks), device


def test_skin_that_colours_easily_is_told_to_watch_its_colour() -> None:
    text = "1 session of fractional-co2 on face"
    light, olive, dark = (" ".join(lines_of(plan_of(text, {"fitzpatrick": t}))) for t in (2, 3, 5))
    assert ("Look for dark marks" in light, "makes colour easily" in light) == (False, False)
    assert ("Look for dark marks" in olive, "makes colour easily" in olive) == (True, False)
    assert ("Look for dark marks" in dark, "makes colour easily" in dark) == (True, True)
    assert "dark marks in your skin type too" in told(plan_of("1 session of glycolic-peel on face", {"fitzpatrick": 6}))


def test_a_smoker_is_told_until_when() -> None:
    text = "1 session of opus-plasma on face"
    assert "Do not smoke until Mon 26 Oct 2026 (day 28)" in told(plan_of(text, {"habits": {"smoker": True}}))
    assert "smoke" not in told(plan_of(text)).lower()


def test_cold_sores_ask_for_the_medicine_that_is_missing_and_keep_the_one_that_is_prescribed() -> None:
    sores = {"history": {"cold_sores": True}}
    bare = told(plan_of("1 session of opus-plasma on face", sores))
    assert "this plan has no medicine against them" in bare
    assert "Take the cold sore medicine" not in bare
    treated = told(plan_of("1 session of opus-plasma on face, with antiviral", sores))
    assert "Take the cold sore medicine" in treated
    assert "this plan has no medicine" not in treated
    assert "no medicine against them" not in told(plan_of("1 session of opus-plasma on hand", sores))


def test_what_the_course_prescribes_is_told_and_nothing_else() -> None:
    with_all = told(plan_of("1 session of full-co2 on face, with cool mask, dry care, steroid 2 days, hydroquinone after"))
    for line in ("Wear the cool mask", "dry care", "Number of days: 2", "Start the lightening cream"):
        assert line in with_all
    assert "Keep the skin moist" not in with_all
    without = told(plan_of("1 session of full-co2 on face, with moist care"))
    for line in ("cool mask", "dry care", "steroid", "Start the lightening cream"):
        assert line not in without
    assert "Keep the skin moist" in without


def test_open_needle_channels_get_nothing_but_gel_on_the_day_and_dry_care_nothing_at_all() -> None:
    moist, dry = (
        " ".join(lines_of(plan_of(f"1 session of microneedling on cheek, with {care}"))) for care in ("moist care", "dry care")
    )
    assert "only the sterile salt water or gel" in moist
    assert "plain ointment or cream is fine" in moist
    for line in ("thin layer of the plain ointment", "Keep the skin moist"):
        assert line not in moist
    assert "ointment" not in dry


@pytest.mark.parametrize("kind", STOPS)
def test_what_happened_stands_first_and_each_kind_has_its_own_words(kind: str) -> None:
    text = "2 sessions of opus-plasma on face"
    plan = plan_of(text)
    assert not [s for s in aftercare_view(plan)["sections"] if s["title"] == "Because of what was seen"]
    seen = {"done": "1 session of opus-plasma on face", "seen_until_day": 9, "stopped": True}
    stopped = plan | {"adapted": seen | {"stops": [{"kind": kind}]}}
    first = aftercare_view(stopped)["sections"][0]
    assert (first["title"], first["when"]) == ("Because of what was seen", "now")
    told_now = [line["text"] for line in first["lines"]]
    assert told_now[0].startswith("No new session until a clinician has looked")
    others = [lines_of(plan | {"adapted": seen | {"stops": [{"kind": k}]}}, "Because")[1:] for k in STOPS if k != kind]
    assert len(told_now) > 1
    assert not set(told_now[1:]) & {line for lines in others for line in lines}
    answered = lines_of(plan | {"adapted": seen | {"stopped": False, "stops": [{"kind": kind}]}}, "Because")
    assert answered == told_now[1:]


def test_of_a_course_under_way_the_days_are_those_of_the_next_visit_and_of_the_last_where_all_are_over() -> None:
    text = "2 sessions of opus-plasma on face, 8 weeks apart"
    plan = plan_of(text)
    assert when(plan, "Today") == "Mon 28 Sep 2026 (day 0)"
    seen = {"seen_until_day": 60, "stopped": False, "stops": []}
    under_way = plan | {"adapted": seen | {"done": "1 session of opus-plasma on face"}}
    over = plan | {"adapted": seen | {"done": plan["plans"][0]["course"]}}
    assert when(under_way, "Today") == when(over, "Today") == "Mon 23 Nov 2026 (day 0)"


def test_the_days_follow_what_was_foretold() -> None:
    quick, slow = (plan_of("1 session of tca-peel on face", crust_days=c, closure_hours=60.0) for c in (2.0, 12.2))
    assert when(quick, "Until your skin has closed") == "until Thu 1 Oct 2026 (day 3), often sooner"  # 60 h
    assert when(slow, "Until your skin has closed") == "until Sun 11 Oct 2026 (day 13), often sooner"
    assert when(slow, "The two weeks after that") == "Mon 12 Oct 2026 (day 14) to Sun 25 Oct 2026 (day 27)"
    assert "Skin that is still open after Sun 11 Oct 2026 (day 13)." in told(slow)
    assert "by day 1, and 19 of 20 by day 13" in told(slow)
    assert "Redness that is still there after day 32." in told(slow)
    assert "in 19 of 20 after 9 h" in told(plan_of("1 session of tca-peel on face", heat_hours=8.4))
    assert "swelling is usual" not in told(plan_of("1 session of tca-peel on face", edema_days=0.0))


def test_what_lasts_beyond_the_next_session_is_counted_from_the_last() -> None:
    apart = plan_of("3 sessions of opus-plasma on face, 4 weeks apart")
    assert "Stay out of direct sun until Fri 22 Jan 2027 (day 60 after the last session)" in told(apart)
    assert when(apart, "To month 3").endswith("to Mon 22 Feb 2027 (day 91 after the last session)")
    assert "Stay out of direct sun until Fri 27 Nov 2026 (day 60)." in told(plan_of("1 session of opus-plasma on face"))


def test_two_devices_of_one_visit_name_their_sites() -> None:
    lines = lines_of(plan_of("1 session of glycolic-peel on cheek; same days 1 session of tca-peel on hand"))
    assert any(line.startswith("Hand: The skin gets tight and brown") for line in lines)
    assert any(line.startswith("Cheek: Wash with cool water only") for line in lines)
    assert "Sunscreen every morning." in lines
    assert any(line.startswith("No sport") for line in lines)  # of the whole person
    assert not any(line.startswith("Hand: Wash your hands") for line in lines)


def test_visits_of_another_kind_have_sections_of_their_own() -> None:
    plan = plan_of("2 sessions of opus-plasma on face, 4 weeks apart; after 8 weeks 1 session of glycolic-peel on face")
    titles = [section["title"] for section in aftercare_view(plan)["sections"]]
    assert {"Today (session 1, 2)", "Today (session 3)"} <= set(titles)
    assert len(titles) == len(set(titles))


def test_follow_up_days_are_those_of_the_calendar() -> None:
    plan = plan_of("2 sessions of full-co2 on face, 26 weeks apart", {"fitzpatrick": 4})
    looked = [d for d in course_dates(plan) if d.title not in ("Ready again", "Next appointment possible from today")]
    visits = aftercare_view(plan)["visits"]
    assert [v["what"].split(": ")[0] for v in visits] == [d.title for d in looked]
    assert {"when": "Mon 29 Mar 2027", "what": "Appointment 2 of 2"} in visits
    months = {"Visit, month 1", "Visit, month 3", "Visit, month 6", "Visit, month 12", "Call, day 3", "Short visit, week 1"}
    assert months | {"Call, week 5", "Photo, on any of these days"} <= {d.title for d in looked}


def test_days_that_stand_in_the_sheet_too_agree_with_the_calendar() -> None:
    kept = {entry["title"]: entry["days"] for entry in dated()}
    by_text = {entry["text"]: entry.get("days") for entry in sheet()["line"]}
    of = {
        start: next(days for text, days in by_text.items() if text.startswith(start))
        for start in ("Look for dark", "Keep looking")
    }
    assert of["Look for dark"] == kept["Photo, on any of these days"]
    assert of["Keep looking"][1] == kept["Call, week 5"][1]
    windows = {section["key"]: section.get("days") for section in sheet()["section"]}
    assert windows["first"][1] == kept["Call, day 3"][1]
    assert windows["months"][1] == kept["Visit, month 3"][1] == windows["later"][0] - 1


def test_every_entry_names_sources_devices_facts_and_figures_that_exist() -> None:
    content = sheet()
    keys, figures = {section["key"] for section in content["section"]}, {"heat", "closed", "swell", "red"}
    known = figures | {f"{name}_late" for name in figures} | {"steroid"}
    for entry in entries():
        assert entry["source"]
        assert set(entry["source"]) <= set(bibliography()), entry["text"]
        assert set(entry.get("devices", [])) | set(entry.get("but", [])) <= set(groups()) | set(device_names())
        assert all(is_fact(name) or name in OWN_FACTS for name in names(entry.get("when", {}))), entry["text"]
        placeholders = {name for _, name, _, _ in Formatter().parse(entry["text"]) if name}
        assert placeholders <= known | ({"first", "last"} if "days" in entry else set()), entry["text"]
    assert {line["section"] for line in content["line"]} == keys
    assert {flag["level"] for flag in content["flag"]} == set(content["do"])


def test_every_entry_stands_on_some_sheet() -> None:
    clients = [
        {"fitzpatrick": 5, "habits": {"smoker": True}, "history": {"cold_sores": True, "diabetes": "controlled"}},
        {"fitzpatrick": 2},
    ]
    aids = (
        "with moist care, cool mask",
        "with dry care, sedation, steroid 2 days, antiviral, hydroquinone after, numbing 60 min",
    )
    seen = {
        "done": "1 session of opus-plasma on face",
        "seen_until_day": 3,
        "stopped": True,
        "stops": [{"kind": k} for k in STOPS],
    }
    text = "".join(
        told(plan_of(f"2 sessions of {device} on face, {aid}", client) | {"adapted": happened})
        for device in device_names()
        for client, aid, happened in zip(clients, aids, (seen, None), strict=True)
    )
    text += told(
        plan_of("1 session of opus-plasma on face, with sedation, steroid 2 days, antiviral, hydroquinone after", clients[0])
    )
    missing = [entry["text"] for entry in entries() if re.split(r"\{|\"", entry["text"])[0] not in text]
    assert missing == []


def test_sentences_are_short_and_hold_no_jargon_and_no_promise() -> None:
    for entry in [*sheet()["line"], *sheet()["flag"], *sheet()["do"].values()]:
        for sentence in re.split(r"(?<=[.?!:]) ", entry["text"]):
            assert len(sentence.split()) <= LONGEST, sentence
        low = entry["text"].lower()
        assert not [word for word in (*JARGON, "guarantee", "always works", "no risk", "harmless", "completely") if word in low]


def test_what_milder_sources_say_stands_only_among_the_conflicts() -> None:
    view = aftercare_view(plan_of("1 session of nonablative-fractional on face"))
    assert any("at once after a non-ablative laser" in entry["text"] for entry in view["conflicts"])
    client = json.dumps({key: value for key, value in view.items() if key != "conflicts"})
    assert "textbook" not in client
    assert "wanitphakdeedecha" not in client
