"""Rules look at the visit and at the place: a face split over two sessions is a face, a treated knee is not a cheek."""

from pathlib import Path
from typing import Any

from rederm.course import Course
from rederm.safety import check
from rederm.skin import Client
from rederm.sources import read_toml

MARIA = Path(__file__).parents[3] / "examples" / "maria.toml"


def rules(text: str, **changes: Any) -> set[str]:
    client = Client.parse(read_toml(MARIA) | changes, "maria")
    return {finding.rule for finding in check(client, Course.parse(text))}


def test_a_full_face_written_as_two_sessions_is_a_full_face() -> None:
    halves = (
        "1 session of tca-peel on forehead and temple and periorbital and nose at 45 %; "
        "same days 1 session of tca-peel on cheek and upper-lip and chin at 45 %"
    )
    assert "tca-full-face" in rules("1 session of tca-peel on face at 45 %")
    assert "tca-full-face" in rules(halves)
    assert "tca-full-face" not in rules("1 session of tca-peel on cheek at 45 %")


def test_a_treatment_elsewhere_does_not_bar_the_cheek() -> None:
    def before(site: str) -> set[str]:
        return rules(
            "1 session of opus-plasma on cheek", treatments_before=[{"device": "dermabrasion", "site": site, "weeks_ago": 4}]
        )

    assert "deep-resurfacing-before" in before("cheek")
    assert "deep-resurfacing-before" in before("face")
    assert "deep-resurfacing-before" not in before("knee")
