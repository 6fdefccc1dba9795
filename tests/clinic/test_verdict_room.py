"""The verdict in the clinic is the published one."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from rederm.sources import DATA

DOCS = Path(__file__).parents[2] / "docs" / "verdict"


def test_the_clinic_shows_the_verdict_of_the_documentation() -> None:
    assert (DATA / "verdict" / "verdict.json").read_bytes() == (DOCS / "verdict.json").read_bytes()


def test_every_claim_stands_on_the_page_and_no_style_attribute(signed_in: Callable[..., Any]) -> None:
    page = signed_in("assistant").get("/verdict/").content.decode()
    assert page.count("<h3>") == 17
    assert "style=" not in page


def test_its_figure_is_a_drawing_that_can_run_nothing(signed_in: Callable[..., Any]) -> None:
    answer = signed_in("assistant").get("/verdict/gain.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert "script" not in answer["Content-Security-Policy"]
