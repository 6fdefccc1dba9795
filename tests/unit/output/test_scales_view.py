"""The clinician's table."""

from typing import Any

import pytest

from rederm.course import parse_course
from rederm.outlook import simulate
from rederm.output.scales_view import AFTER, INSTRUMENTS, SHOWN_DAYS, instrument_rows, scale_rows
from rederm.skin import Client

CLIENT = {"age": 50, "sex": "female", "fitzpatrick": 3, "concerns": [{"kind": "wrinkles", "site": "face", "severity": 3}]}


@pytest.fixture(scope="module")
def outlook() -> dict[str, Any]:
    return simulate(Client.parse(CLIENT), parse_course("1 session of microneedling on face"), days=120, draws=16).to_json()


def test_a_scale_stands_once_by_blinded_raters_or_by_the_patient(outlook: dict[str, Any]) -> None:
    rows = scale_rows(outlook)
    assert len(rows) == len({entry["scale"] for entry in outlook["scales"]["wrinkles"]})
    assert [row["concern"] for row in rows] == ["Wrinkles"] + [""] * (len(rows) - 1)
    assert sum(row["scale"].endswith("patient") for row in rows) == 1
    assert all("knows" not in row["scale"] for row in rows)
    assert {len(row["cells"]) for row in rows} == {len(SHOWN_DAYS) + 3}


def test_instruments_stand_with_what_they_read_before(outlook: dict[str, Any]) -> None:
    rows = instrument_rows(outlook)
    assert [row["label"] for row in rows] == list(INSTRUMENTS.values())
    assert {len(row["cells"]) for row in rows} == {len(AFTER) + 1}
    assert all(cell["value"] for row in rows for cell in row["cells"])
