"""Prices: the examples say so, a clinic's list is read exactly, packages and areas are counted."""

from datetime import date
from pathlib import Path
from timeit import timeit

import pytest

from rederm.course import course_price, load_prices, parse_course
from rederm.devices import device_names
from rederm.sources import InputError

OWN = '[device.opus-plasma]\nvalue = 1000\nunit = "EUR"\nlow = 900\nhigh = 1200\n'
PACKAGE = "[package.sessions]\nvalue = 3\n[package.discount]\nvalue = 0.2\n"

SOLD = "[[device.opus-plasma.package]]\n"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "north-clinic.toml"


def total(text: str, path: Path | None = None) -> float:
    found = course_price(parse_course(text), load_prices(path)).total
    assert found is not None
    return found


def test_every_device_has_an_example_price_that_says_so() -> None:
    for name in device_names():
        price = course_price(parse_course(f"1 session of {name} on face"))
        assert price.source == "example"
        assert price.currency == "USD"
        assert price.low is not None
        assert price.high is not None
        assert price.low < (price.total or 0) < price.high
        assert any("example" in note for note in price.notes)


def test_a_clinic_list_needs_only_value_and_unit(own: Path) -> None:
    own.write_text(OWN)
    price = course_price(parse_course("1 session of opus-plasma on face"), load_prices(own))
    assert (price.total, price.low, price.high) == (1000, 900, 1200)
    assert (price.currency, price.source, price.notes) == ("EUR", "north-clinic", ())


def test_a_list_may_carry_its_own_name(own: Path) -> None:
    own.write_text('name = "North clinic"\n' + OWN)
    assert load_prices(own).name == "North clinic"


def test_package_takes_its_share_off_every_session(own: Path) -> None:
    own.write_text(OWN + PACKAGE)
    assert total("2 sessions of opus-plasma on face", own) == pytest.approx(2000)
    assert total("3 sessions of opus-plasma on face", own) == pytest.approx(2400)
    course = parse_course("3 sessions of opus-plasma on face")
    assert course_price(course, load_prices(own)).notes == ("package of 3: 20% off opus-plasma",)


def test_a_list_without_packages_gives_none(own: Path) -> None:
    own.write_text(OWN)
    assert total("5 sessions of opus-plasma on face", own) == pytest.approx(5000)


def test_a_borrowed_rule_for_areas_is_told(own: Path) -> None:
    own.write_text(OWN)
    price = course_price(parse_course("1 session of opus-plasma on neck"), load_prices(own))
    assert any("as in the example list" in note for note in price.notes)


def test_small_fields_cost_less_but_not_less_than_the_least_share(own: Path) -> None:
    rules = "[area.exponent]\nvalue = 0\n[area.least_share]\nvalue = 0.4\n"
    own.write_text(OWN + rules)
    assert total("1 session of opus-plasma on chin", own) == 1000
    own.write_text(OWN + rules.replace("= 0\n", "= 2\n"))
    assert total("1 session of opus-plasma on chin", own) == 400


def test_sites_of_one_device_on_one_day_are_added_up_first(own: Path) -> None:
    own.write_text(OWN + "[area.exponent]\nvalue = 0.5\n")
    together = total("1 session of opus-plasma on face and neck", own)
    paired = total("1 session of opus-plasma on face; same days 1 session of opus-plasma on neck at 40 W", own)
    apart = total("1 session of opus-plasma on face; after 1 week 1 session of opus-plasma on neck", own)
    assert together == paired < apart


def test_a_device_that_the_list_lacks_has_no_price(own: Path) -> None:
    own.write_text(OWN)
    price = course_price(parse_course("1 session of full-co2 on face"), load_prices(own))
    assert price.total is None
    assert price.notes == ("no price for full-co2 in the list north-clinic",)


def test_the_package_is_bought_where_it_costs_less_than_the_sessions_needed(own: Path) -> None:
    own.write_text(OWN + "[[device.opus-plasma.package]]\nsessions = 4\nprice = 2800\n")
    assert total("2 sessions of opus-plasma on face", own) == 2000
    three = course_price(parse_course("3 sessions of opus-plasma on face"), load_prices(own))
    assert three.total == 2800
    assert three.packages == ("package of 4: opus-plasma for 2\u202f800 EUR; one session of it is left over",)
    assert total("5 sessions of opus-plasma on face", own) == 3800
    eight = course_price(parse_course("8 sessions of opus-plasma on face"), load_prices(own))
    assert (eight.total, eight.packages) == (5600, ("2 times package of 4: opus-plasma for 2\u202f800 EUR",))


def test_of_sets_at_one_cost_the_one_without_sessions_left_over_is_bought(own: Path) -> None:
    own.write_text(OWN + "[[device.opus-plasma.package]]\nsessions = 4\nprice = 3000\n")
    three = course_price(parse_course("3 sessions of opus-plasma on face"), load_prices(own))
    assert (three.total, three.packages) == (3000, ())


def test_a_package_at_a_discount_keeps_the_range_of_the_single_session(own: Path) -> None:
    own.write_text(OWN + "[[device.opus-plasma.package]]\nsessions = 2\ndiscount = 0.5\n")
    price = course_price(parse_course("2 sessions of opus-plasma on face"), load_prices(own))
    assert (price.low, price.total, price.high) == (900, 1000, 1200)


def test_low_is_the_cheapest_set_at_the_low_ends(own: Path) -> None:
    own.write_text(OWN + "[[device.opus-plasma.package]]\nsessions = 2\nprice = 1900\n")
    price = course_price(parse_course("2 sessions of opus-plasma on face"), load_prices(own))
    assert (price.low, price.total, price.high) == (1800, 1900, 1900)


def test_a_deep_discount_from_three_sessions_on_is_bought_for_two(own: Path) -> None:
    own.write_text(OWN + PACKAGE.replace("0.2", "0.5"))
    assert total("1 session of opus-plasma on face", own) == 1000
    assert total("2 sessions of opus-plasma on face", own) == 1500
    assert total("3 sessions of opus-plasma on face", own) == 1500


def test_a_package_of_one_field_serves_smaller_fields_and_not_larger(own: Path) -> None:
    rules = "[area.exponent]\nvalue = 1\n[area.least_share]\nvalue = 0.8\n"
    own.write_text(OWN + rules + "[[device.opus-plasma.package]]\nsessions = 3\nprice = 2000\n")
    chin, face = "session of opus-plasma on chin", "session of opus-plasma on face"
    assert total(f"2 {face.replace('session', 'sessions')}; after 4 weeks 1 {chin}", own) == 2000
    assert total(f"1 {face}; after 4 weeks 2 {chin.replace('session', 'sessions')}", own) == 2000
    assert total(f"3 {chin.replace('session', 'sessions')}", own) == 1600


def test_packages_of_different_devices_are_bought_apart(own: Path) -> None:
    own.write_text(OWN + PACKAGE + '[device.microneedling]\nvalue = 100\nunit = "EUR"\n')
    mixed = "2 sessions of opus-plasma on face; after 4 weeks 2 sessions of microneedling on face"
    assert total(mixed, own) == 2200


def test_a_list_of_last_year_is_used_and_said_to_be_old(own: Path) -> None:
    own.write_text("date = 2025-03-01\nvalid_until = 2026-03-01\n" + OWN)
    course = parse_course("1 session of opus-plasma on face")
    undated = course_price(course, load_prices(own))
    assert (undated.as_of, undated.cautions, undated.notes) == (date(2025, 3, 1), (), ("prices of 2025-03-01",))
    assert course_price(course, load_prices(own, on=date(2026, 3, 1))).cautions == ()
    late = course_price(course, load_prices(own, on=date(2026, 3, 2)))
    assert late.total == 1000
    assert late.cautions == late.notes
    assert late.cautions == (
        "the list north-clinic is dated 2025-03-01, older than a year; check it",
        "the list north-clinic was valid until 2026-03-01; check it",
    )


def test_an_offer_past_its_date_is_told_where_it_is_bought(own: Path) -> None:
    own.write_text(OWN + "[[device.opus-plasma.package]]\nsessions = 3\nprice = 2000\nvalid_until = 2026-12-31\n")
    later = load_prices(own, on=date(2027, 1, 1))
    assert course_price(parse_course("1 session of opus-plasma on face"), later).cautions == ()
    told = course_price(parse_course("3 sessions of opus-plasma on face"), later).cautions
    assert told == ("the price of 3 sessions of opus-plasma was valid until 2026-12-31; check it",)


def test_a_price_asked_for_again_takes_less_than_a_tenth_of_a_millisecond(own: Path) -> None:
    own.write_text(OWN + PACKAGE + "[[device.opus-plasma.package]]\nsessions = 4\nprice = 2800\n")
    course, listed = parse_course("30 sessions of opus-plasma on face and neck"), load_prices(own)
    course_price(course, listed)
    assert min(timeit(lambda: course_price(course, listed), number=10) / 10 for _ in range(5)) < 1e-4


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "holds no price"),
        (OWN.replace("opus-plasma", "opus-plazma"), "unknown device 'opus-plazma'; did you mean opus-plasma?"),
        (OWN + "[packages.sessions]\nvalue = 3\n", "unknown table 'packages'; did you mean package?"),
        (OWN + "[package.discuont]\nvalue = 3\n", "did you mean discount?"),
        (OWN + "[package.discount]\nvalue = 20\n", "package.discount = 20 is outside 0..1"),
        (OWN + '[device.full-co2]\nvalue = 1\nunit = "USD"\n', "mixes EUR and USD"),
        (OWN.replace("EUR", "euro"), "three capital letters"),
        (OWN.replace("1000", "-5").replace("low = 900\nhigh = 1200\n", ""), "is below 0"),
        (OWN.replace("1000", "nan"), "not a finite number"),
        (OWN.replace("1000", '"much"'), "not a finite number"),
        ("[device]\nopus-plasma = 900\n", "device.opus-plasma has no value"),
        ("device = 900\n", "has no value"),
        (OWN.replace('unit = "EUR"\n', ""), "needs a unit"),
        (OWN + "price = 3\n", "unknown key 'price'"),
        ('date = "May"\n' + OWN, "'May' is not a date; write it as 2026-11-25"),
        ("dat = 2025-01-01\n" + OWN, "'dat'; did you mean date?"),
        (OWN + "source = 5\n", "source is not a list of words"),
        (OWN.replace("1000", "1" * 400), "not a finite number"),
        (OWN.replace("1000", f"0x{'f' * 9000}"), "not a finite number"),
        (OWN.replace("1000", "[1]"), "not a finite number"),
        (OWN + "valid_until = true\n", "'this' is not a date"),
        ("name = 5\n" + OWN, "name is not text"),
        (f"date = 0x{'f' * 9000}\n" + OWN, "'this' is not a date"),
        (OWN.replace('"EUR"', f"0x{'f' * 9000}"), "not a finite number"),
        (OWN + f"note = 0x{'f' * 9000}\n", "not a finite number"),
        (OWN.replace('"EUR"', '"E\\nR"'), "unit = 'E\\nR' is not a currency"),
        (OWN + "[package.sessions]\nvalue = 3\n", "give both or neither"),
        (OWN + f"[package.sessions]\nvalue = {'9' * 400}\n", "not a finite number"),
        (OWN + "[device.opus-plasma.package]\nsessions = 3\n", "in double brackets"),
        (OWN + SOLD + "price = 2000\n", "sessions is not a whole number from 1 to 1000"),
        (OWN + SOLD + "sessions = 2.5\nprice = 2000\n", "sessions is not a whole number"),
        (OWN + SOLD + "sessions = 3\n", "give its price, or its discount"),
        (OWN + SOLD + "sessions = 3\nprice = 2000\ndiscount = 0.1\n", "and not both"),
        (OWN + SOLD + "sessions = 3\nprice = -1\n", "package 1: price: -1 is below 0"),
        (OWN + SOLD + "sessions = 3\nprice = inf\n", "not a finite number"),
        (OWN + SOLD + "sessions = 3\nprice = 10\nlow = 11\nhigh = 12\n", "low <= price <= high"),
        (OWN + SOLD + "sessions = 3\nprice = 10\nlow = 9\n", "low and high come together"),
        (OWN + SOLD + "sessions = 3\ndiscount = 15\n", "discount = 15 is outside 0..1"),
        (OWN + SOLD + "sessions = 3\ndiscount = 0.1\nlow = 3\n", "a discount has no low and high"),
        (OWN + SOLD + "sessions = 3\nprize = 10\n", "did you mean price?"),
    ],
)
def test_a_list_that_cannot_be_used_is_refused_in_one_line(own: Path, text: str, words: str) -> None:
    own.write_text(text)
    with pytest.raises(InputError) as caught:
        load_prices(own)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)
