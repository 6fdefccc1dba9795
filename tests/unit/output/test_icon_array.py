"""A risk as people: as many drawn as are said, named for who cannot see it, dark enough for print without colour."""

import io
from pathlib import Path
from xml.etree import ElementTree

import pypdf
import pytest
from jinja2 import Environment, FileSystemLoader

from rederm.devices import device_names, load_device
from rederm.output.icon_array import dark_enough, icon_array, risk_icons
from rederm.output.page import TEMPLATES
from rederm.output.paper import pdf

SVG = "{http://www.w3.org/2000/svg}"
COLOR = "#F2C61E"


def drawn(svg: str) -> dict[str, int]:
    """{fill: people} of a picture."""
    paths = ElementTree.fromstring(svg).findall(f"{SVG}path")
    return {path.attrib["fill"]: path.attrib["d"].count("M") for path in paths}


def band(low: float, median: float, high: float) -> dict[str, float | None]:
    return {"low": low, "median": median, "high": high}


def test_as_many_people_are_drawn_as_are_said() -> None:
    assert list(drawn(icon_array(band(0.01, 0.04, 0.1101), COLOR, "a", "Scar")).values()) == [4, 8, 88]
    assert list(drawn(icon_array(band(0.0001, 0.0023, 0.0349), COLOR, "a", "Scar")).values()) == [2, 33, 965]


def test_nobody_is_solid_where_the_median_is_fewer_than_one() -> None:
    svg = icon_array(band(0.0, 0.0001, 0.0034), COLOR, "a", "Scar")
    assert dark_enough(COLOR) not in drawn(svg)
    assert sorted(drawn(svg).values()) == [4, 996]


def test_without_data_everybody_is_in_outline() -> None:
    svg = icon_array(dict.fromkeys(("low", "median", "high")), COLOR, "a", "Scar")
    assert drawn(svg) == {"none": 100}
    assert '<title id="a-title">Scar: no data</title>' in svg


def test_a_guess_is_hatched_and_said_to_be_one() -> None:
    known, guessed = (icon_array(band(0.01, 0.04, 0.11), COLOR, "a", "Scar", unknown) for unknown in (False, True))
    assert drawn(guessed)["url(#a-hatch)"] == 7
    assert not any(fill.startswith("url") for fill in drawn(known))
    assert "no study speaks to this" in guessed
    assert "no study speaks" not in known


def test_a_picture_names_itself_and_keeps_its_ids_to_itself() -> None:
    pictures = [ElementTree.fromstring(icon_array(band(0.01, 0.04, 0.11), COLOR, name, "A & B", True)) for name in "ab"]
    for root in pictures:
        assert root.attrib["role"] == "img"
        title = root.find(f"{SVG}title")
        assert title is not None
        assert title.text == "A & B: about 4 in 100, between 1 and 11; no study speaks to this, the band is a guess"
        assert root.attrib["aria-labelledby"] == title.attrib["id"]
    first, second = ({each.attrib["id"] for each in root.iter() if "id" in each.attrib} for root in pictures)
    assert first
    assert not first & second


def contrast(color: str) -> float:
    """Against white, by powers of 2.2 in place of the pieces of sRGB."""
    parts = ((int(color[at : at + 2], 16) / 255) ** 2.2 for at in (1, 3, 5))
    return 1.05 / (sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True)) + 0.05)


@pytest.mark.parametrize("device", device_names())
def test_the_colour_of_every_device_stands_out_from_white_and_is_changed_only_where_it_does_not(device: str) -> None:
    color = load_device(device).color
    assert contrast(dark_enough(color)) > 4.4
    assert (dark_enough(color) == color.lower()) == (contrast(color) > 4.5)


def test_a_course_has_a_picture_for_each_of_its_risks() -> None:
    entry = {"risks": {key: band(0.01, 0.04, 0.11) for key in ("pih", "hypopigmentation", "scar", "infection")}}
    outlook = {"no_data": [{"quantity": "scar_risk_course", "reason": "few counts"}]}
    found = risk_icons(entry, outlook, COLOR)
    assert [(risk["key"], risk["note"] != "") for risk in found] == [
        ("pih", False),
        ("hypopigmentation", False),
        ("scar", True),
        ("infection", False),
    ]
    assert found[0]["label"] == "Dark marks after healing (PIH)"
    assert found[0]["said"] == "about 4 in 100, between 1 and 11"
    assert all(risk["alt"] in risk["svg"] for risk in found)


def test_page_and_paper_show_every_risk_with_its_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = {"risks": {key: band(0.01, 0.04, 0.11) for key in ("pih", "hypopigmentation", "scar", "infection")}}
    risks = risk_icons(entry, {"no_data": [{"quantity": "scar_risk_course", "reason": "few counts"}]}, COLOR)
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)
    macro = '{% from "risk_icons.html.j2" import risk_icons %}{{ risk_icons(risks) }}'
    html = environment.from_string(macro).render(risks=risks)
    (tmp_path / "risk_icons.typ").write_bytes((TEMPLATES / "risk_icons.typ").read_bytes())
    head = '#import "risk_icons.typ": risk-icons\n#let view = json("view.json")\n#set document(title: "t")\n'
    (tmp_path / "test.typ").write_text(head + '#set text(font: "Inter")\n#risk-icons(view.risks)')
    monkeypatch.setattr("rederm.output.paper.TEMPLATES", tmp_path)
    files = {f"risk-{risk['key']}.svg": risk["svg"] for risk in risks}
    sheet = pypdf.PdfReader(io.BytesIO(pdf("test.typ", {"start": "2026-12-01", "risks": risks}, files))).pages[0]
    text = "".join(sheet.extract_text().split())
    for risk in risks:
        assert risk["svg"] in html
        for words in (risk["label"], risk["said"], risk["note"]):
            assert words in html
            assert "".join(words.split()) in text
