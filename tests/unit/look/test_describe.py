"""A picture in words says what the figures say."""

from dataclasses import replace

from relief_cases import scene

from rederm.look.picture import Appearance, SessionMark, Wounding, describe
from rederm.sources import Sentence, load_table

DOTS = Wounding(0.0, "fractional-co2", "light", {}, False, False, 0.1, 0.2, 0.3, 0.2, 0.5, 0.6, 5.0, 0.1, 0.1, 0.1)
CRUSTED = SessionMark(since_days=3.0, open=0.0, debris_mm=0.1, left=0.8, mature=0.3)


def test_words_and_grades_of_a_day_are_told() -> None:
    about = replace(scene("wrinkles"), woundings=(DOTS,))
    swelling = load_table("tissue/healing").number("edema.visible", "1") * 1.2
    seen = Appearance(3.0, "median", {"wrinkles": 2.4}, redness=3.0, swelling=swelling, sessions=(CRUSTED,))
    assert describe(about, seen) == (
        "Day 3, median: moderate redness, slight swelling, fine dots still crusted; wrinkles 2.4 of 4 (3.0 before)"
    )


def test_words_of_a_picture_keep_their_messages() -> None:
    said = describe(
        replace(scene("wrinkles"), woundings=(DOTS,)), Appearance(3.0, "median", {}, redness=3.0, sessions=(CRUSTED,))
    )
    assert (said.message, said.values["seen"].values["part0"]) == ("{day}, {quantile}: {seen}", "moderate redness")
    assert all(isinstance(part, Sentence) for part in said.values["seen"].values.values())


def test_what_is_not_visible_is_not_told() -> None:
    faint = Appearance(90.0, "optimistic", {"wrinkles": 2.0}, redness=0.9, melanin=1.05)
    assert describe(scene("wrinkles"), faint) == ("Day 90, optimistic: no mark of treatment; wrinkles 2.0 of 4 (3.0 before)")


def test_open_wounds_pigment_and_the_hours_of_the_first_day_are_told() -> None:
    about = replace(scene("wrinkles"), woundings=(replace(DOTS, layer=True),))
    fresh = Appearance(0.05, "pessimistic", {}, redness=9.0, melanin=1.4, sessions=(replace(CRUSTED, open=1.0),))
    assert describe(about, fresh) == "After 1 hour, pessimistic: strong redness, the surface open, darker than before"


def test_skin_left_alone_has_no_signs_of_treatment() -> None:
    assert describe(scene("wrinkles"), Appearance(30.0, "untreated", {"wrinkles": 3.02})) == (
        "Day 30, untreated: wrinkles 3.0 of 4 (3.0 before)"
    )
