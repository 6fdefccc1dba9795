"""Scores of a photograph: what they answer to, what they do not, and what they say of themselves."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from test_photo_project import wrinkled

from photo_cases import face, patch
from rederm.look.colour import linear, srgb
from rederm.look.photo import Photo, check_photo, score
from rederm.look.photo.measures import NAMES, measures
from rederm.look.photo.score import CONCERNS
from rederm.sources import load_table


def test_more_brown_spots_raise_their_measure() -> None:
    for fitzpatrick in (1, 3):
        seen = [measures(check_photo(patch(fitzpatrick, "cross-polarised", spots)))["brown.spots"] for spots in (0.0, 0.5, 1.5)]
        assert seen[0] < seen[1] < seen[2]


def test_deeper_lines_raise_the_score_of_wrinkles() -> None:
    grades = [score(wrinkled(depth)).grades["wrinkles"] for depth in (0.05, 0.15, 0.3)]
    assert grades[0] < grades[1] < grades[2]


def test_measures_do_not_hang_on_exposure() -> None:
    photo = patch(3, spots=0.8)
    darker = Photo(np.rint(255 * srgb(0.7 * linear(photo.pixels / 255.0))).astype(np.uint8))
    first, second = measures(check_photo(photo)), measures(check_photo(darker))
    for name in ("brown.spots", "dark.wide", "blood.wide"):
        assert second[name] == pytest.approx(first[name], rel=0.2, abs=5e-4), name  # 8 bits


def test_the_angle_falls_with_the_skin_type() -> None:
    angles = [score(patch(fitzpatrick, "cross-polarised")).angle_deg for fitzpatrick in range(1, 7)]
    assert angles == sorted(angles, reverse=True)
    assert angles[0] > 50
    assert angles[5] < -20


def test_every_concern_has_its_weights_and_a_measured_repeatability() -> None:
    table = load_table("appearance/photo_scores")
    for kind in CONCERNS:
        assert {f"{kind}.weight.{name}" for name in NAMES} < set(table)
        assert table.number(f"{kind}.repeatability", "1") > 0


def test_the_answer_says_that_it_is_not_validated_and_carries_no_path(tmp_path: Path) -> None:
    path = tmp_path / "follow-up.png"
    Image.fromarray(face().pixels).save(path)
    told = subprocess.run(
        [sys.executable, "-m", "rederm.cli", "score", str(path), "--json"], capture_output=True, text=True, check=True
    )
    answer = json.loads(told.stdout)
    assert answer["schema"] == "rederm.score/1"
    assert answer["photo"] == "follow-up.png"
    assert str(tmp_path) not in told.stdout
    assert "not validated on photographs" in answer["statement"]
    assert set(answer["scores"]) == set(CONCERNS)
    assert answer["colour"]["calibrated"] is False


def test_bad_input_of_the_command_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "words.jpg"
    path.write_text("no picture")
    told = subprocess.run([sys.executable, "-m", "rederm.cli", "score", str(path)], capture_output=True, text=True, check=False)
    assert told.returncode == 2
    assert told.stdout == ""
    assert told.stderr.count("\n") == 1
    assert "Traceback" not in told.stderr
