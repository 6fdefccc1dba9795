"""Figures, stories and pictures are drawn in the language of now: in a language of marks no word stands outside them."""

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import ImageDraw
from test_alternatives import cuts, invented_outlook

from invented_plan import invented_plan
from picture_cases import person
from rederm.course import Course
from rederm.injury import lesion_report
from rederm.look.picture import UNTREATED
from rederm.outlook import pictured, simulate
from rederm.output import draw_lesion, language
from rederm.output.figures import plan_figures
from rederm.output.picture_series import Series
from rederm.output.picture_sheet import write_series
from rederm.output.story import write_story
from story_cases import story_of

UNITS = {"mm", "µm", "W", "J", "mJ", "Hz", "ms", "mm/s", "EUR"}
OWN = {"rederm", "pH", "CO2"}  # names and signs that no language changes


@pytest.fixture(autouse=True)
def marked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A language that says everything between guillemets."""
    monkeypatch.setattr(language, "_translate", lambda one, many, count: f"«{one if many is None or count == 1 else many}»")


def bare(text: str) -> set[str]:
    """Words outside of every pair of marks."""
    depth, kept = 0, []
    for sign in text:
        depth += (sign == "«") - (sign == "»")
        kept.append(" " if depth or sign == "»" else sign)
    words = set(re.findall(r"[^\W\d_][\w/]*", "".join(kept)))
    return words - UNITS - OWN


def drawn_words(svg: str) -> str:
    """Every text that matplotlib drew: it keeps each line as a comment beside its shapes."""
    return " ".join(re.findall(r"<!-- (.*?) -->", svg, re.DOTALL))


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every text that is written into an image."""
    found: list[str] = []
    write = ImageDraw.ImageDraw.text

    def kept(self: Any, xy: Any, text: str, *args: Any, **more: Any) -> None:
        found.append(text)
        write(self, xy, text, *args, **more)

    monkeypatch.setattr(ImageDraw.ImageDraw, "text", kept)
    return found


def test_bare_words_are_found_and_marked_ones_are_not() -> None:
    assert bare("«gain «of» 3» over 5 mm, price") == {"over", "price"}


def test_charts_and_sections_of_a_report_have_no_words_of_their_own() -> None:
    plan = invented_plan()
    plan["plans"] = [entry | {"gain": {"wrinkles": {}, "texture@upper-lip": {}}} for entry in plan["plans"]]
    outlooks = [invented_outlook(left) for left in (0.4, 0.5)]
    for outlook in outlooks:
        for scores in (outlook["scores"], outlook["scores_untreated"]):
            scores["texture@upper-lip"] = scores["texture"]
    panels = [cut for cut in cuts() if cut.note]
    for name, figure in plan_figures(plan, outlooks, panels).items():
        notes = {word for cut in panels for text in (cut.title, cut.note) for word in re.findall(r"[^\W\d_][\w/]*", text)}
        assert "«" in drawn_words(figure.svg), name
        assert bare(drawn_words(figure.svg)) - notes == set(), name
        assert bare(figure.alt) == set(), name


@pytest.mark.parametrize("device", ["fractional-co2", "tca-peel", "microneedling", "dermabrasion", "rf-microneedle"])
def test_a_drawn_lesion_has_no_words_of_its_own(device: str, tmp_path: Path) -> None:
    path = tmp_path / "lesion.svg"
    draw_lesion(lesion_report(device, {}, draws=8, site="upper-lip"), path)
    text = path.read_text(encoding="utf-8")
    assert "«upper lip»" in text
    assert bare(drawn_words(text)) == set()


def test_a_story_has_no_words_of_its_own(tmp_path: Path, written: list[str]) -> None:
    told = story_of("opus-plasma", draws=8, most=5)
    write_story(told, tmp_path)
    assert len(written) > 100
    assert bare(" ".join(written)) == set()
    page = (tmp_path / "story.html").read_text(encoding="utf-8")
    seen = re.sub(r"<(script|style)>.*?</\1>|<[^>]*>", " ", page, flags=re.DOTALL)
    said = [*re.findall(r'(?:alt|aria-label|data-now|data-play|data-pause)="([^"]*)"', page), seen]
    assert bare(" ".join(said)) == set()


def test_a_sheet_of_pictures_has_no_words_of_its_own(tmp_path: Path, written: list[str]) -> None:
    days = (0.0, 3.0)
    outlook = simulate(person(fitzpatrick=4), Course.parse("1 session of fractional-co2 on cheek"), days=3, draws=4)
    scene, told = pictured(outlook, "cheek", days)
    images = {name: [np.zeros((64, 64, 3), np.uint8)] * 2 for name in told}
    assert UNTREATED in images
    write_series(Series(outlook, "cheek", days, "raking", scene, told, images, 20.0, ("laxity",)), tmp_path / "look.png")
    assert len(written) > 20
    notation = set(re.findall(r"[^\W\d_][\w/]*", outlook.course.text))
    assert bare(" ".join(written)) <= notation
