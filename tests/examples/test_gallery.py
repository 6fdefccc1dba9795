"""Every script of examples/gallery writes the picture that docs/gallery shows."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

ROOT = Path(__file__).parents[2]
SCRIPTS = sorted((ROOT / "examples" / "gallery").glob("*.py"))
PICTURES = ROOT / "docs" / "gallery"
MOST_BYTES = 150_000
QUICK = "lesions"  # the others take more than five seconds


def picture_of(folder: Path, name: str) -> Path:
    (found,) = folder.glob(f"{name}.*")
    return found


def size(picture: Path) -> tuple[int, int]:
    """Width and height, pixels or points."""
    if picture.suffix == ".svg":
        found = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', picture.read_text(encoding="utf-8")[:2000])
        assert found
        return round(float(found[1])), round(float(found[2]))
    with Image.open(picture) as image:
        image.load()
        return image.size


def cases() -> list[object]:
    return [pytest.param(s, id=s.stem, marks=() if s.stem == QUICK else pytest.mark.slow) for s in SCRIPTS]


@pytest.mark.parametrize("script", cases())
def test_a_script_of_the_gallery_writes_its_picture_and_nothing_else(script: Path, tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    told = subprocess.run([sys.executable, "-W", "error", str(script), str(tmp_path)], env=environment, capture_output=True)
    assert told.returncode == 0, told.stderr
    assert [path.stem for path in tmp_path.iterdir()] == [script.stem]
    made, shown = picture_of(tmp_path, script.stem), picture_of(PICTURES, script.stem)
    assert made.suffix == shown.suffix
    assert size(made) == pytest.approx(size(shown), rel=0.1)


def test_a_picture_is_small_and_has_its_script_and_its_place_on_the_page() -> None:
    page = (ROOT / "docs" / "gallery.md").read_text(encoding="utf-8")
    pictures = sorted(PICTURES.iterdir())
    assert [path.stem for path in pictures] == [script.stem for script in SCRIPTS]
    for picture in pictures:
        assert picture.stat().st_size < MOST_BYTES, picture.name
        assert f"](gallery/{picture.name})" in page
        assert f"`examples/gallery/{picture.stem}.py`" in page


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_a_script_says_what_its_picture_shows(script: Path) -> None:
    head = script.read_text(encoding="utf-8").split('"""')[1]
    assert len(head.split("\n\n")) == 3
    assert f"python examples/gallery/{script.name} FOLDER" in head
