"""The verbs picture, story and score, as a person would mistype them: one line that says what to do, nothing half written."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
MARIA = str(ROOT / "examples" / "maria.toml")
PEEL = ("--course", "1 session of glycolic-peel", "--draws", "4")


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "rederm.cli", *words], capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--out", "{}/look.bmp"), "pictures are written as .png"),
        (
            ("--out", "{}/look.png", "--days", "0,soon"),
            "--days '0,soon' is not a list of numbers; for example --days 0,3,30,180",
        ),
        (("--out", "{}/look.png", "--days", "-1"), "leaves 0..3650"),
        (("--out", "{}/look.png", "--light", "moon"), "unknown light 'moon'"),
        (("--out", "{}/look.png", "--photo", "{}/none.jpg"), "none.jpg"),
        (("--out", "{}/look.png", "--photo", MARIA), "maria.toml"),
    ],
)
def test_a_picture_that_cannot_be_made_is_refused_in_one_line(words: tuple[str, ...], said: str, tmp_path: Path) -> None:
    told = run("picture", MARIA, *PEEL, *(word.replace("{}", str(tmp_path)) for word in words))
    assert told.returncode == 2
    assert told.stdout == ""
    assert told.stderr.count("\n") == 1
    assert said in told.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_story_is_not_written_over_a_file(tmp_path: Path) -> None:
    place = tmp_path / "story"
    place.write_text("mine", encoding="utf-8")
    told = run("story", MARIA, *PEEL, "--out", str(place))
    assert told.returncode == 2
    assert "is a file" in told.stderr
    assert place.read_text(encoding="utf-8") == "mine"


def test_a_picture_on_a_photograph_changes_it_and_says_what_it_leaves_out(tmp_path: Path) -> None:
    out = tmp_path / "look.png"
    photo = str(ROOT / "examples" / "simulated-skin.jpg")
    told = run("picture", MARIA, *PEEL, "--days", "0,90", "--photo", photo, "--out", str(out))
    assert told.returncode == 0, told.stderr
    assert "not shown on a photograph: acne-scars" in told.stdout
    assert "not validated on photographs" in told.stdout
    assert out.stat().st_size > 10_000
