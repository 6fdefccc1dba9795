"""What stands in several courses is said once, with the courses that it is said of."""

from typing import Any

from rederm.output.view import _conditions, _gaps


def finding(title: str, text: str, strength: str = "ask") -> dict[str, str]:
    return {"strength": strength, "word": "", "title": title, "text": text, "source": ""}


def course(rank: int, *findings: dict[str, str], gaps: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"rank": str(rank), "findings": list(findings), "gaps": list(gaps)}


def test_a_rule_is_said_once_and_names_every_course() -> None:
    shield = finding("shield", "shield. why")
    told = _conditions([course(1, shield), course(2), course(3, shield)])
    assert told == [{"said": shield, "of": "courses 1, 3"}]
    assert _conditions([course(1, shield), course(2, shield)])[0]["of"] == "every course"


def test_a_rule_whose_figures_differ_is_said_with_the_first_and_names_the_others() -> None:
    looks = [finding("look", f"look. {percent} %") for percent in (21, 17, 13)]
    told = _conditions([course(1), course(2, looks[0], looks[1]), course(3, looks[2]), course(4, looks[0])])
    assert told == [{"said": looks[0], "of": "courses 2, 4; with other figures course 3"}]


def test_rules_of_one_title_and_different_strength_are_kept_apart() -> None:
    told = _conditions([course(1, finding("look", "a"), finding("look", "a", "note"))])
    assert [entry["said"]["strength"] for entry in told] == ["ask", "note"]


def test_what_is_not_known_of_every_course_stands_first() -> None:
    told = _gaps([course(1, gaps=("scar", "pain")), course(2, gaps=("pain", "heat"))])
    assert told == [
        {"said": "pain", "of": "every course"},
        {"said": "scar", "of": "course 1"},
        {"said": "heat", "of": "course 2"},
    ]
