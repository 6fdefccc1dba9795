"""Numbing cream is counted for the visit: two sessions of one day are one dose."""

from pathlib import Path

from rederm.course import Course
from rederm.safety import check
from rederm.skin import Client

MARIA = Client.load(Path(__file__).parents[3] / "examples" / "maria.toml")


def grams(text: str) -> set[str]:
    return {f.reason for f in check(MARIA, Course.parse(text)) if f.rule == "numbing-dose"}


def test_cream_of_one_visit_is_one_dose_however_it_is_written() -> None:
    together = grams("1 session of fractional-co2 on cheek and neck")
    apart = grams("1 session of fractional-co2 on cheek; same days 1 session of fractional-co2 on neck")
    assert together
    assert together == apart
    assert together != grams("1 session of fractional-co2 on cheek")
