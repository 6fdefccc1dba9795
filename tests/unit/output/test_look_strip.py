"""The strip of skin pictures: typical case over the skin left alone, on days that an outlook has, each picture in words."""

import base64
import io
from pathlib import Path
from typing import Any

import numpy as np
import pypdf
import pytest
from jinja2 import Environment, FileSystemLoader
from PIL import Image

from picture_cases import person
from rederm.course import Course
from rederm.outlook import Outlook, simulate
from rederm.output.look_strip import PIXELS, for_page, for_paper, look_strip, strip_days
from rederm.output.page import TEMPLATES
from rederm.output.paper import pdf


def outlook_of(text: str, **about: Any) -> Outlook:
    return simulate(person(**about), Course.parse(text), draws=4)


@pytest.fixture(scope="module")
def strip() -> dict[str, Any]:
    found = look_strip(outlook_of("2 sessions of fractional-co2 on cheek, 8 weeks apart"))
    assert found is not None
    return found


def pixels(picture: dict[str, Any]) -> np.ndarray:
    return np.asarray(picture["image"]).astype(float)


def test_days_are_before_early_and_three_after_the_last_session() -> None:
    outlook = outlook_of("2 sessions of fractional-co2 on cheek, 8 weeks apart")
    assert strip_days(outlook) == (0.0, 3.0, 56.0 + 30, 56.0 + 90, 56.0 + 180)


def test_the_early_day_is_the_first_where_nothing_lasts_to_the_third() -> None:
    assert strip_days(outlook_of("1 session of glycolic-peel on cheek"))[1] == 1.0


def test_days_are_headed_in_words_and_each_picture_says_its_day_case_and_that_it_is_a_simulation(strip: dict[str, Any]) -> None:
    after = [f"{days} days after the last session" for days in (30, 90, 180)]
    assert strip["heads"] == ["Before", "Day 3", *after]
    days = ["Before", "Day 3", "Day 86", "Day 146", "Day 236"]
    for row, case in zip(strip["rows"], ("typical case", "left alone"), strict=True):
        assert [picture["caption"] for picture in row] == [f"{day}, {case}, simulation" for day in days]
    assert strip["rows"][0][1]["alt"].startswith("Simulation, cheek: day 3, median: ")
    assert "wrinkles 3.1 of 4 (3.0 before)" in strip["rows"][1][4]["alt"]
    assert "not validated on photographs" in strip["note"]


def test_before_treatment_both_cases_are_one_skin_and_on_day_3_they_are_not(strip: dict[str, Any]) -> None:
    treated, alone = ([pixels(picture) for picture in row] for row in strip["rows"])
    assert (treated[0] == alone[0]).all()
    assert np.abs(treated[1] - alone[1]).mean() > 5
    assert np.abs(alone[1] - alone[0]).mean() < 1


def test_the_heaviest_concern_that_the_course_treats_is_shown() -> None:
    client = person(wrinkles=3.0, texture=1.0)
    moved = client.concerns[0].model_copy(update={"site": "neck"})
    client = client.model_copy(update={"concerns": [moved, client.concerns[1]]})
    cheek = look_strip(simulate(client, Course.parse("1 session of glycolic-peel on cheek"), draws=4))
    neck = look_strip(simulate(client, Course.parse("1 session of glycolic-peel on neck and cheek"), draws=4))
    assert cheek is not None
    assert neck is not None
    assert (cheek["site"], neck["site"]) == ("cheek", "neck")


def test_a_course_that_treats_no_concern_has_no_strip() -> None:
    assert look_strip(outlook_of("1 session of glycolic-peel on neck", site="cheek")) is None


def test_page_and_paper_hold_the_same_pictures(strip: dict[str, Any]) -> None:
    page, (paper, files) = for_page(strip), for_paper(strip)
    assert len(files) == 10
    assert sum(map(len, files.values())) < 200_000
    for drawn, shown, printed in zip(
        *([picture for row in made["rows"] for picture in row] for made in (strip, page, paper)), strict=True
    ):
        for content in (base64.b64decode(shown["webp"]), files[printed["file"]]):
            with Image.open(io.BytesIO(content)) as image:
                assert image.size == (PIXELS, PIXELS)
                assert np.abs(np.asarray(image.convert("RGB")).astype(float) - pixels(drawn)).mean() < 4
        assert shown["alt"] == printed["alt"] == drawn["alt"]
        assert "image" not in {**shown, **printed}


def test_the_page_describes_every_picture(strip: dict[str, Any]) -> None:
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)
    macro = '{% from "look_strip.html.j2" import look_strip %}{{ look_strip(strip) }}'
    html = environment.from_string(macro).render(strip=for_page(strip))
    for picture in (picture for row in strip["rows"] for picture in row):
        assert f'alt="{picture["alt"]}"' in html
        assert f"<figcaption>{picture['caption']}</figcaption>" in html


def test_the_paper_holds_the_jpeg_files_and_every_caption(
    strip: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "look_strip.typ").write_bytes((TEMPLATES / "look_strip.typ").read_bytes())
    head = '#import "look_strip.typ": look-strip\n#let view = json("view.json")\n#set document(title: "t")\n'
    (tmp_path / "test.typ").write_text(head + '#set text(font: "Inter")\n#look-strip(view.look)')
    monkeypatch.setattr("rederm.output.paper.TEMPLATES", tmp_path)
    view, files = for_paper(strip)
    sheet = pypdf.PdfReader(io.BytesIO(pdf("test.typ", {"start": "2026-12-01", "look": view}, files))).pages[0]
    text = "".join(sheet.extract_text().split())
    assert len(sheet.images) == len({*files.values()})
    for picture in (picture for row in strip["rows"] for picture in row):
        assert "".join(picture["caption"].split()) in text
