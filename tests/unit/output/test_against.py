"""What sets two courses apart, in plain words."""

from typing import Any

import pytest

from rederm.output.against import apart_lines, differing, in_draws


def band(low: float | None, median: float | None, high: float | None) -> dict[str, float | None]:
    return {"low": low, "median": median, "high": high}


@pytest.mark.parametrize(
    ("given", "unit", "words"),
    [
        (band(-4, -2, 0), "day", "2 days less downtime (0 to 4)"),
        (band(-4, -1, 1), "day", "1 day less downtime (1 more to 4 less)"),
        (band(1, 3, 5), "day", "3 days more downtime (1 to 5)"),
        (band(-2, 3, 5), "day", "3 days more downtime (2 less to 5 more)"),
        (band(0, 0, 0), "day", "the same downtime"),
        (band(-3, 0.01, 2), "day", "about the same downtime (3 less to 2 more)"),
        (band(-300, -300, -300), "EUR", "EUR 300 less downtime"),
    ],
)
def test_a_difference_says_how_much_which_way_and_within_what(given: dict[str, float | None], unit: str, words: str) -> None:
    assert differing(given, unit, "downtime") == words


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.0, "no draw"),
        (0.01, "fewer than 1 of 10 draws"),
        (0.68, "7 of 10 draws"),
        (0.99, "more than 9 of 10 draws"),
        (1.0, "all draws"),
    ],
)
def test_a_share_of_draws_is_never_rounded_to_none_or_all(share: float, words: str) -> None:
    assert in_draws(share) == words


def apart(**changed: Any) -> dict[str, Any]:
    same = band(0, 0, 0)
    names = ("weighted_gain", "downtime_days_course", "pain", "pih", "scar", "hypopigmentation", "infection", "visits", "price")
    return {"gains_more_in": 0.7} | dict.fromkeys(names, same) | changed


def test_a_course_is_set_against_the_first_in_sentences() -> None:
    changed = {
        "downtime_days_course": band(-4, -2, 0),
        "pih": band(-0.06, -0.03, -0.01),
        "visits": band(-2, -2, -2),
        "price": band(300, 300, 300),
    }
    told = apart_lines(apart(**changed), "EUR")
    assert told[:3] == ["gains more in 7 of 10 draws", "the same gain", "2 days less downtime over the course (0 to 4)"]
    assert "3 points less risk of dark marks (1 to 6)" in told
    assert told[-2:] == ["2 visits fewer", "EUR 300 more"]


def test_a_price_that_one_of_two_lacks_is_not_compared() -> None:
    told = apart_lines(apart(price=band(None, None, None)), "EUR")
    assert not any("EUR" in line or "price" in line for line in told)
