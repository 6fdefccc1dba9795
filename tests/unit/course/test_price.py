"""Prices: the examples say so, a clinic's list is read exactly, packages and areas are counted."""

from pathlib import Path

import pytest

from rederm.course import course_price, load_prices, parse_course
from rederm.devices import device_names
from rederm.sources import InputError

OWN = '[device.opus-plasma]\nvalue = 1000\nunit = "EUR"\nlow = 900\nhigh = 1200\n'
PACKAGE = "[package.sessions]\nvalue = 3\n[package.discount]\nvalue = 0.2\n"


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
    ],
)
def test_a_list_that_cannot_be_used_is_refused_in_one_line(own: Path, text: str, words: str) -> None:
    own.write_text(text)
    with pytest.raises(InputError) as caught:
        load_prices(own)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)
