"""From pixels alone, on skin, lights and zooms that no weight was fitted on: scores follow the grades of pictures.

Floors lie below what benchmarks/photo_scores.py measured (docs/methods/photograph.md) by what few series scatter.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rederm.look.photo.score import CONCERNS

ROOT = Path(__file__).parents[2]
TOGETHER = {"wrinkles": 0.7, "redness": 0.7, "blotchiness": 0.45, "age-spots": 0.4}  # lines and texture are not told apart
ALONE = 0.85
COURSES = 0.7


@pytest.fixture(scope="module")
def bench() -> Iterator[Any]:
    sys.path.insert(0, str(ROOT / "benchmarks"))
    import photo_scores

    yield photo_scores
    sys.path.remove(str(ROOT / "benchmarks"))


def test_what_was_fitted_and_what_is_tried_share_no_seed_zoom_or_turn_of_light(bench: Any) -> None:
    fit, tried = bench.FIT, bench.TRIED
    for name in ("sides_mm", "turns_deg", "lifts_deg"):
        assert not set(getattr(fit, name)) & set(getattr(tried, name))
    assert fit.stream != tried.stream
    assert fit.first_seed + 10**6 <= tried.first_seed


@pytest.mark.slow
def test_scores_follow_the_grades_that_pictures_were_made_from(bench: Any) -> None:
    taken = [shot for index in range(18) for shot in bench.shots(index, bench.TRIED)]
    for kind in TOGETHER:
        found = bench.rank((grade, seen) for _, grade, seen in bench.changes(taken, kind))
        assert found > TOGETHER[kind], kind
    assert bench.rank((shot.own_deg, shot.angle_deg) for shot in taken) > 0.95


@pytest.mark.slow
def test_scores_follow_the_healing_of_whole_courses(bench: Any) -> None:
    import photo_courses

    taken = [shot for index in range(12) for shot in photo_courses.shots(index)]
    for kind in CONCERNS:
        assert bench.rank((grade, seen) for _, grade, seen in bench.changes(taken, kind)) > COURSES, kind


@pytest.mark.slow
def test_where_one_concern_alone_changes_pictures_stand_in_its_order(bench: Any) -> None:
    taken = [shot for index in range(6) for shot in bench.shots(index, bench.TRIED, together=False)]
    for kind in CONCERNS:
        assert bench.ordered(taken, kind) > ALONE, kind
