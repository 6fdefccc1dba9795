"""A price list from a spreadsheet: read exactly, or refused in one line that names where."""

from datetime import date
from pathlib import Path

import pytest

from rederm.course import course_price, load_prices, parse_course
from rederm.sources import InputError

HEAD = "device,sessions,price,currency\n"
OWN = HEAD + "opus-plasma,1,750,EUR\nopus-plasma,4,2200,EUR\nfractional-co2,1,1400,EUR\n"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "north-clinic.csv"


def total(text: str, path: Path) -> float | None:
    return course_price(parse_course(text), load_prices(path)).total


def test_single_sessions_and_packages_are_read_exactly(own: Path) -> None:
    own.write_text(OWN)
    listed = load_prices(own)
    assert (listed.name, listed.currency, listed.dated) == ("north-clinic", "EUR", None)
    assert total("1 session of opus-plasma on face", own) == 750
    assert total("3 sessions of opus-plasma on face", own) == 2200
    assert total("5 sessions of opus-plasma on face", own) == 2950
    assert total("1 session of fractional-co2 on face", own) == 1400
    assert total("1 session of full-co2 on face", own) is None


def test_semicolons_decimal_commas_capitals_a_byte_order_mark_and_spare_cells_are_read(own: Path) -> None:
    text = "Device;Sessions;Price;Currency;;\r\n\r\nopus-plasma; 4 ;2200,50;EUR;;\r\nopus-plasma;1;750,5;EUR;;\r\n"
    own.write_bytes(text.encode("utf-8-sig"))
    assert total("1 session of opus-plasma on face", own) == 750.5
    assert total("4 sessions of opus-plasma on face", own) == 2200.5


def test_low_high_and_the_oldest_date_are_read(own: Path) -> None:
    rows = "opus-plasma,1,750,EUR,700,900,mornings,2026-02-01\nopus-plasma,3,2000,EUR,,,,2025-11-30\n"
    own.write_text("device,sessions,price,currency,low,high,note,date\n" + rows)
    price = course_price(parse_course("1 session of opus-plasma on face"), load_prices(own))
    assert (price.low, price.total, price.high) == (700, 750, 900)
    assert price.as_of == date(2025, 11, 30)


def test_a_table_in_toml_and_in_csv_gives_the_same_prices(own: Path) -> None:
    own.write_text(OWN)
    twin = own.with_suffix(".toml")
    twin.write_text(
        '[device.opus-plasma]\nvalue = 750\nunit = "EUR"\n[[device.opus-plasma.package]]\nsessions = 4\nprice = 2200\n'
        '[device.fractional-co2]\nvalue = 1400\nunit = "EUR"\n'
    )
    course = parse_course("7 sessions of opus-plasma on cheek; after 4 weeks 2 sessions of fractional-co2 on face")
    assert course_price(course, load_prices(own)) == course_price(course, load_prices(twin))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "holds no price; the first line names the columns"),
        ("\n\n", "holds no price"),
        (HEAD, "holds no price"),
        ("opus-plasma,1,750,EUR\nopus-plasma,4,2200,EUR\n", "line 1: unknown column 'opus-plasma'"),
        (OWN.replace("sessions", "session"), "line 1: unknown column 'session'; did you mean sessions?"),
        (OWN.replace("device,", "device,device,"), "column device stands twice"),
        ("device,price,currency\nopus-plasma,1,EUR\n", "column sessions is missing"),
        (
            OWN.replace("opus-plasma,1", "opus-plazma,1"),
            "line 2, column device: unknown device 'opus-plazma'; did you mean opus-pl",
        ),
        (OWN.replace("750", "-750"), "line 2, column price: -750 is below 0"),
        (OWN.replace("750", "nan"), "line 2, column price: 'nan' is not a price"),
        (OWN.replace("750", "1e3"), "'1e3' is not a price"),
        (OWN.replace("750", "1.250"), "'1.250' is not a price; write 1250 or 1250,50"),
        (OWN.replace("750", '"1,250"'), "'1,250' is not a price"),
        (OWN.replace("750", "9" * 400), "is not a finite number"),
        (OWN.replace("750", "७५०"), "is not a price"),
        (OWN.replace("750", ""), "line 2, column price is empty"),
        (OWN.replace("750", "750,50"), "line 2 has 5 cells for 4 columns; part cells by semicolons"),
        (OWN.replace("1400,EUR", "1400,USD"), "line 4, column currency: USD after EUR"),
        (OWN.replace("750,EUR", "750,euro"), "line 2, column currency: 'euro' is not a currency"),
        (
            OWN.replace("opus-plasma,4", "opus-plasma,1"),
            "line 3, column sessions: opus-plasma with sessions = 1 stands on line 2 too",
        ),
        (OWN.replace("opus-plasma,4", "opus-plasma,0"), "line 3, column sessions: '0' is not a whole number from 1 to 1000"),
        (OWN.replace("opus-plasma,4", "opus-plasma,2.5"), "'2.5' is not a whole number"),
        (OWN.replace("fractional-co2,1", "fractional-co2,3"), "fractional-co2 has no row with sessions = 1"),
        ('device,sessions,price,currency\nopus-plasma,1,"750,EUR\n', "is not valid CSV"),
        ("device,sessions,price,currency,date\nopus-plasma,1,750,EUR,May\n", "line 2, column date: 'May' is not a date"),
        ("device,sessions,price,currency,low\nopus-plasma,1,750,EUR,700\n", "line 2, column low: low and high come together"),
        ("device,sessions,price,currency,low,high\nopus-plasma,1,750,EUR,800,900\n", "low <= price <= high"),
        (OWN + "\0", "line 5"),
        (OWN.replace("opus-plasma,1", '"opus\n-plasma",1'), "unknown device 'opus\\n-plasma'"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused_in_one_line(own: Path, text: str, words: str) -> None:
    own.write_text(text)
    with pytest.raises(InputError) as caught:
        load_prices(own)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 500 + len(str(own))


def test_a_folder_a_binary_file_and_no_file_are_refused_in_one_line(own: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        load_prices(own)
    own.write_bytes(bytes(range(256)))
    with pytest.raises(InputError, match="not UTF-8 text"):
        load_prices(own)
    own.unlink()
    own.mkdir()
    with pytest.raises(InputError, match="is a folder"):
        load_prices(own)
    with pytest.raises(InputError, match="cannot be read"):
        load_prices("\0.csv")
