"""The files of a story: complete, offline, the same bytes every time; a page for keyboard, screen reader and paper."""

import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest
from PIL import Image

from rederm.output.story import report_strip, write_story
from rederm.output.story_words import alternative, facts
from rederm.planning import STATEMENT
from rederm.sources import InputError
from story_cases import story_of

MARIA = Path(__file__).parents[3] / "examples" / "maria.toml"
FEW = 3


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("story")
    write_story(story_of("opus-plasma", most=FEW), place)
    return place


@pytest.fixture(scope="module")
def page(folder: Path) -> str:
    return (folder / "story.html").read_text(encoding="utf-8")


def words(html: str) -> str:
    kept = re.sub(r"<(script|style)>.*?</\1>", " ", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", kept)).split())


def test_a_still_for_each_frame_a_strip_and_a_page_are_written(folder: Path) -> None:
    names = {path.name for path in folder.iterdir()}
    assert names == {*(f"frame-{k:02d}.png" for k in range(1, FEW + 1)), "strip.png", "story.html"}
    for name in names - {"story.html"}:
        with Image.open(folder / name) as image:
            assert image.size[0] > 1000
            assert image.convert("RGB").getpixel((2, 2)) == (255, 255, 255)


def test_the_same_seed_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    story_of.cache_clear()
    write_story(story_of("opus-plasma", most=FEW), tmp_path)
    for path in folder.iterdir():
        assert (tmp_path / path.name).read_bytes() == path.read_bytes(), path.name


def test_the_page_opens_offline(page: str) -> None:
    outside = re.findall(r"(?:src|href)\s*=\s*[\"']?(?!#|data:)([^\"'\s>]+)", page)
    assert outside == []
    assert "@import" not in page


def test_a_whole_page_is_under_two_megabytes(tmp_path: Path) -> None:
    told = story_of("full-co2", fitzpatrick=5)
    write_story(told, tmp_path)
    assert len(told.story.frames) == 14
    assert (tmp_path / "story.html").stat().st_size < 2_000_000


def test_its_script_is_small_and_nothing_plays_by_itself(page: str) -> None:
    (script,) = re.findall(r"<script>(.*?)</script>", page, flags=re.DOTALL)
    assert len(script.encode()) < 3000
    before_click = script.split("addEventListener")[0]
    assert "setInterval" not in re.sub(r"const start = .*?\n  };", "", before_click, flags=re.DOTALL)
    assert "ArrowLeft" in script
    assert "autoplay" not in page


def test_a_screen_reader_finds_language_labels_and_an_alternative_for_every_picture(page: str) -> None:
    assert '<html lang="en">' in page
    assert '<label for="at">' in page
    assert 'type="range" id="at"' in page
    alts = re.findall(r"<img [^>]*alt=\"([^\"]*)\"", page)
    assert len(alts) == 2 * FEW
    assert all(len(alt) > 20 for alt in alts)
    assert page.count("<button") == len(re.findall(r"<button[^>]*(?:aria-label=|>Play)", page))
    assert ":focus-visible" in page


def test_the_page_says_each_sentence_its_figures_with_bands_and_what_it_is(page: str) -> None:
    told = story_of("opus-plasma", most=FEW)
    text = words(page)
    assert STATEMENT in text
    assert "Simulation" in text
    assert f"median of {told.story.draws} draws, 90 % band" in text
    for frame in told.story.frames:
        assert " ".join(frame.said.split()) in text
        for fact in facts(told.story, frame):
            assert f"{fact.label} {fact.value}" in text
            assert fact.band in text


def test_on_paper_the_strip_is_printed_without_the_player(page: str) -> None:
    paper = page[page.index("@media print {\n  @page") :]
    assert ".player" in paper.split("display: none")[0]
    assert "repeat(4, 1fr)" in paper
    assert page.count('class="frame telling"') == FEW


def test_an_alternative_says_what_is_beside_and_the_figures_that_are_not_none() -> None:
    told = story_of("opus-plasma")
    late, first = told.story.frames[-1], told.story.frames[0]
    assert "left alone" in alternative(told.story, late)
    assert "right half" in alternative(told.story, late)
    assert "right half" not in alternative(told.story, first)
    assert "none" not in alternative(told.story, late)


def test_the_json_tells_every_frame_with_its_figures() -> None:
    told = story_of("opus-plasma")
    answer = told.to_json()
    assert answer["schema"] == "rederm.story/1"
    assert [frame["day"] for frame in answer["frames"]] == [frame.day for frame in told.story.frames]
    assert all(len(frame["figures"]) == 11 for frame in answer["frames"])


def test_the_strip_of_a_report_tells_eight_moments_in_order() -> None:
    outlook = story_of("opus-plasma").outlook
    strip = report_strip(outlook)
    assert [frame["title"] for frame in strip][:4] == ["Before", "Just after", "Half closed", "Closed"]
    assert len(strip) == 8
    assert strip[-1]["title"] == "5 years on"
    assert len({frame["image"].size for frame in strip}) == 1


def test_a_site_that_is_not_treated_is_refused_with_those_that_are() -> None:
    from rederm.output.story import told

    with pytest.raises(InputError, match="does not treat hand; it treats cheek"):
        told(story_of("opus-plasma").outlook, "hand")


def test_the_command_refuses_a_file_for_a_folder_before_the_work(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("")
    done = subprocess.run(
        [sys.executable, "-m", "rederm.cli", "story", str(MARIA), "--course", "1 session of tca-peel", "--out", str(taken)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "is a file; --out names a folder" in done.stderr
