"""Every figure of a report is one image with its figures in words, and its ids are its own on a page with others."""

import re
from collections.abc import Mapping
from typing import Any

import pytest

from invented_plan import invented_plan
from rederm.injury import lesion_report
from rederm.output import Cut
from rederm.output.figures import NAMES, Figure, plan_figures
from rederm.output.section import sections
from rederm.output.vector import LETTERS, alternative_of, fitting, in_page

DAYS = [0, 30, 90, 238, 365]


def band(median: float, low: float, high: float) -> dict[str, float]:
    return {"low": low, "median": median, "high": high}


def invented_outlook(left: float) -> dict[str, Any]:
    """Three sessions; `left` of wrinkles half a year after the last, of texture a tenth more."""
    stages = ("closure_hours", "crust_days", "edema_days", "erythema_days", "social_downtime_days")
    risks = ("pih", "hypopigmentation", "scar", "infection")

    def course(score: float) -> dict[str, list[float]]:
        return {"median": [1.0, 0.9, 0.8, score, score], "low": [score - 0.2] * 5, "high": [score + 0.2] * 5}

    return {
        "days": DAYS,
        "scores": {"wrinkles": course(left), "texture": course(left + 0.1)},
        "scores_untreated": {name: course(0.97) for name in ("wrinkles", "texture")},
        "sessions": [{"day": 0}, {"day": 28}, {"day": 56}],
        "no_data": [{"quantity": "scar_risk_course", "reason": "none"}],
        **{f"{name}_per_session": band(24.0 * left, 12.0 * left, 72.0 * left) for name in stages},
        **{f"{name}_risk_course": band(0.005 + left / 20, 0.006, left / 5) for name in risks},
    }


def cuts() -> list[Cut]:
    found = (lesion_report(device, {}, draws=8, site="cheek") for device in ("microneedling", "tca-peel", "fractional-co2"))
    return [
        Cut(f"{rank} {report.setting.device.title}", "cheek", report.skin, report.injury.outline)
        for rank, report in enumerate(found, 1)
        if report.injury.outline is not None
    ]


@pytest.fixture(scope="module")
def figures() -> Mapping[str, Figure]:
    plan = invented_plan()
    gains = {"wrinkles": {}, "texture": {}}
    plan["plans"] = [entry | {"gain": gains} for entry in plan["plans"]]
    return plan_figures(plan, [invented_outlook(0.4), invented_outlook(0.5)], cuts())


def test_every_figure_is_one_image_with_a_name_short_enough_to_be_heard(figures: Mapping[str, Figure]) -> None:
    assert set(figures) == set(NAMES)
    for name, figure in figures.items():
        assert figure.svg.startswith('<svg role="img" aria-label="'), name
        assert figure.svg.count("role=") == 1
        assert 60 < len(figure.alt) <= LETTERS, name


def test_the_time_courses_are_told_half_a_year_after_the_last_session(figures: Mapping[str, Figure]) -> None:
    said = figures["courses"].alt
    assert "Severity over 365 days." in said
    assert (
        "Left on day 238, % of today with 90 % bands, in this order: 1 Fractional Er:YAG laser × 3; 2 Opus Plasma × 3." in said
    )
    assert "Wrinkles: 40 % (20 to 60); 50 % (30 to 70); untreated 97 %." in said
    assert "Texture: 50 % (30 to 70); 60 % (40 to 80); untreated 97 %." in said
    assert "Wrinkles: 40 % (20 to 60); untreated 97 %." in figures["first"].alt


def test_downtime_and_risks_hold_the_figures_of_every_course(figures: Mapping[str, Figure]) -> None:
    downtime, risks = figures["downtime"].alt, figures["risks"].alt
    for told in (downtime, risks):
        assert "in this order: 1 Fractional Er:YAG laser × 3; 2 Opus Plasma × 3." in told
    for stage in ("Crust", "Swelling", "Redness", "Social downtime"):
        assert f"{stage}: 9.6 to 29; 12 to 36." in downtime
    assert "Wound closes: 0.4 to 1.2; 0.5 to 1.5." in downtime
    for risk in ("Dark marks", "Pale patches", "Scar", "Infection"):
        assert f"{risk}: 2 % (1 to 8); 3 % (1 to 10)." in risks


def test_the_front_tells_its_axes_its_courses_and_the_best(figures: Mapping[str, Figure]) -> None:
    said = figures["front"].alt
    assert "downtime of the whole course, days (kept in 80 % of draws)" in said
    assert "allowed: 10 days" in said
    assert "6 courses, 3 within every limit." in said
    assert "Most gain of all: Fractional CO2 laser × 3, 60 % at 14." in said
    assert "Most gain within the limits: " in said


def test_sections_tell_depth_and_width(figures: Mapping[str, Figure]) -> None:
    said = figures["sections"].alt
    assert re.search(r"1 Microneedling [^:]*: channel \d+ deep, \d+ wide\.", said)
    assert re.search(r"2 Trichloroacetic acid peel: a layer, dead to \d+\.", said)
    assert re.search(r"3 Fractional CO2 laser: hole \d+ deep, dead to \d+, \d+ wide\.", said)


def test_no_id_stands_twice_on_a_page_and_every_reference_finds_its_own(figures: Mapping[str, Figure]) -> None:
    every = [name for figure in figures.values() for name in re.findall(r'\bid="([^"]+)"', figure.svg)]
    assert len(every) == len(set(every))
    for name, figure in figures.items():
        ids = set(re.findall(r'\bid="([^"]+)"', figure.svg))
        meant = set(re.findall(r'href="#([^"]+)"|url\(#([^)]+)\)', figure.svg))
        assert meant
        assert {one or other for one, other in meant} <= ids, name


def test_panels_with_the_same_ground_hold_its_image_once() -> None:
    (needle, *_) = cuts()
    text = sections([needle] * 6)
    assert text.count("<image ") == 2  # one a row
    assert len(re.findall(r'<use xlink:href="#sections-image[^"]*" x="', text)) == 4
    assert "<metadata>" not in text
    assert not re.search(r' d="[^"]*\d\.\d{3}', text)


def test_a_name_with_signs_of_markup_is_read_back_as_it_was() -> None:
    said = 'A "hole" < 5 µm & more'
    assert alternative_of(in_page("<?xml?><svg width='1'></svg>", "x", said)) == said


def test_an_alternative_ends_with_a_whole_sentence() -> None:
    said = fitting(["First."] + [f"Sentence {place} of many." for place in range(60)])
    assert len(said) <= LETTERS
    assert said.endswith("of many.")
