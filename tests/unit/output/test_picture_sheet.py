"""Sheets and animations of pictures: every row together, every mark in the file, nothing personal, the same bytes again."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from picture_cases import person
from rederm.course import Course
from rederm.look.picture import QUANTILES, UNTREATED
from rederm.outlook import pictured, simulate
from rederm.output.picture_series import MOST_DAYS, Series, follow_days
from rederm.output.picture_sheet import check_picture, day_words, write_series
from rederm.sources import InputError

DAYS = (0.0, 3.0, 30.0)


@pytest.fixture(scope="module")
def series() -> Series:
    client = person(fitzpatrick=4)
    outlook = simulate(client, Course.parse("1 session of fractional-co2 on cheek"), days=30, draws=4)
    scene, told = pictured(outlook, "cheek", DAYS)
    images = {name: [np.full((64, 64, 3), 10 * (i + 1) + j, np.uint8) for j in range(3)] for i, name in enumerate(told)}
    return Series(outlook, "cheek", DAYS, "front", scene, told, images, 20.0)


def test_a_sheet_shows_every_quantile_and_the_untreated_skin_on_every_day(series: Series, tmp_path: Path) -> None:
    with Image.open(write_series(series, tmp_path / "look.png")) as image:
        sheet = np.asarray(image)
    shades = {int(image[0, 0, 0]) for images in series.images.values() for image in images}
    found = {shade for shade in shades if ((sheet == shade).all(axis=2)).sum() > 2000}
    assert found == shades
    assert set(series.images) == {*QUANTILES, UNTREATED}


def test_a_sheet_carries_what_it_comes_from(series: Series, tmp_path: Path) -> None:
    with Image.open(write_series(series, tmp_path / "look.png")) as image:
        told = image.text
    assert told["id"] == series.id
    assert told["model"].startswith("rederm ")
    assert told["seed"] == "0"
    assert told["days"] == "0, 3, 30"
    assert told["quantiles"] == "pessimistic, median, optimistic, untreated"
    assert "not validated on photographs" in told["statement"]


def test_another_seed_or_course_has_another_id(series: Series) -> None:
    other = simulate(series.outlook.client, series.outlook.course, days=30, draws=4, seed=1)
    assert replace(series, outlook=other).id != series.id


def test_the_same_series_gives_the_same_bytes(series: Series, tmp_path: Path) -> None:
    for name in ("look.png", "look.jpg", "look.webp", "look.gif"):
        first = write_series(series, tmp_path / name).read_bytes()
        assert write_series(series, tmp_path / name).read_bytes() == first


@pytest.mark.parametrize("name", ["look.webp", "look.gif"])
def test_an_animation_has_a_frame_a_day_and_all_rows_in_it(series: Series, tmp_path: Path, name: str) -> None:
    with Image.open(write_series(series, tmp_path / name)) as moving:
        assert moving.n_frames == len(DAYS)
        first = np.asarray(moving.convert("RGB")).astype(int)
    for images in series.images.values():
        near = (np.abs(first - images[0][0, 0].astype(int)) <= 3).all(axis=2)
        assert near.sum() > 2000


def test_what_cannot_be_written_is_refused_before_the_work(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"look\.bmp: pictures are written as \.png"):
        check_picture(tmp_path / "look.bmp")
    with pytest.raises(InputError, match="is a folder; name a file"):
        check_picture(tmp_path)


def test_days_are_sorted_once_each_and_few_enough() -> None:
    assert follow_days([30, 0, 3, 3]) == (0, 3, 30)
    for wrong in ([], list(range(MOST_DAYS + 1)), [-1.0], [4000.0], [float("nan")]):
        with pytest.raises(InputError, match="--days"):
            follow_days(wrong)


def test_days_are_said_in_words() -> None:
    assert [day_words(day) for day in (0.0, 0.05, 0.5, 3.0, 3.5)] == [
        "before",
        "after 1 hour",
        "after 12 hours",
        "day 3",
        "day 3.5",
    ]
