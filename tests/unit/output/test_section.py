"""The drawn lesion: to scale, complete, the same bytes every time, and refused where there is nothing to draw."""

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from rederm.injury import LesionReport, Outline, lesion_report
from rederm.output import Cut, draw_lesion
from rederm.output.section import sections
from rederm.output.section_key import heading, setting_words, small_print
from rederm.output.section_lesion import paint_columns, paint_layer
from rederm.output.section_rows import rows
from rederm.output.section_skin import Window, layers, paint_skin
from rederm.output.section_view import thin, view
from rederm.output.section_zones import Sheet, boundaries
from rederm.output.theme import canvas
from rederm.skin import skin_of
from rederm.sources import InputError


@cache
def report(device: str, *dials: tuple[str, float | str], site: str = "cheek") -> LesionReport:
    return lesion_report(device, dict(dials), draws=16, site=site)


TCA, NEEDLE = ("tca-peel", ("concentration_pct", 35.0)), ("microneedling",)


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_a_drawing_has_the_same_bytes_every_time(ending: str, tmp_path: Path) -> None:
    paths = [tmp_path / f"{k}.{ending}" for k in (1, 2)]
    for path in paths:
        draw_lesion(report(*NEEDLE), path)
    assert paths[0].read_bytes() == paths[1].read_bytes()
    assert paths[0].stat().st_size > 20_000


def test_another_format_is_refused_with_the_formats_and_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"lesion\.gif: a plot is written as \.png, \.svg, \.pdf"):
        draw_lesion(report(*TCA), tmp_path / "lesion.gif")
    assert not list(tmp_path.iterdir())


def test_a_setting_that_hurts_nothing_is_not_drawn(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="injures nothing"):
        draw_lesion(report("phenol-croton-peel", ("croton_pct", 0.0)), tmp_path / "lesion.png")
    assert not list(tmp_path.iterdir())


VIEWS = (
    TCA,
    NEEDLE,
    ("microneedling", ("needle_mm", 4.0)),
    ("glycolic-peel", ("pH", 3.5)),
    ("tca-peel", ("coats", 10.0)),
    ("microdermabrasion",),
)


@pytest.mark.parametrize("case", VIEWS, ids=str)
def test_the_view_is_to_scale_and_the_lesion_fills_it_unless_it_is_thin(case: tuple[str, tuple[str, float]]) -> None:
    found = report(*case)
    window = view(found, 1.25)
    deepest = max(float(np.median(d)) for d in (found.injury.ablation_depth_um, found.injury.necrosis_depth_um))
    assert deepest < window.depth
    assert thin(found) or deepest > 0.3 * window.depth
    assert window.width / (window.depth + window.above) == pytest.approx(1.25)
    assert window.depth > found.skin.junction_um  # the skin is recognised


def test_columns_are_drawn_at_their_simulated_width_and_pitch() -> None:
    outline = report(*NEEDLE).injury.outline
    assert outline is not None
    with canvas(5, 4) as figure:
        axis = figure.add_axes((0, 0, 1, 1))
        paint_columns(axis, outline, Window(2.5 * outline.pitch_um, 1500.0, 100.0))
        shapes = [shape.get_paths()[0].get_extents() for shape in axis.collections]
    centres = sorted((shape.x0 + shape.x1) / 2 for shape in shapes)
    assert np.diff(centres) == pytest.approx([outline.pitch_um] * 2)
    for shape in shapes:
        assert shape.width == pytest.approx(2 * float(outline.ablated_um.max()), rel=0.02)
        assert shape.y1 == pytest.approx(float(outline.depth_um[outline.ablated_um > 0].max()), abs=5.0)


def test_the_dried_rim_lies_between_the_hole_and_the_denatured_collagen() -> None:
    depth = np.arange(0.0, 600.0, 5.0)

    def cone(radius: float, bottom: float) -> np.ndarray:
        return radius * np.clip(1 - depth / bottom, 0.0, None)

    hole, collagen, dead = cone(60, 300), cone(90, 350), cone(120, 400)
    for below, expected in ((20.0, True), (0.0, False), (60.0, False)):
        found = boundaries(Outline(depth, hole, dead, collagen, dead, 500.0, below))
        assert ("dry" in found) is expected
    found = boundaries(Outline(depth, hole, dead, collagen, dead, 500.0, 20.0))
    z, r = found["dry"]
    assert z[-1] == pytest.approx(found["void"][0][-1] + 20.0)
    assert r[-1] == pytest.approx(0.0, abs=1.0)
    assert np.interp(100.0, depth, hole) < np.interp(100.0, z, r) < np.interp(100.0, depth, collagen)


def test_a_layer_reaches_its_median_depth_in_the_treated_part_and_nothing_beside_it() -> None:
    found = report(*TCA)
    sheet = Sheet.of_report(found)
    assert sheet.dead == np.median(found.injury.necrosis_depth_um)
    assert sheet.void == sheet.warm == sheet.collagen == 0.0
    with canvas(5, 4) as figure:
        axis = figure.add_axes((0, 0, 1, 1))
        paint_layer(axis, sheet, Window(600.0, 400.0, 40.0), edge=-100.0)
        box = axis.collections[0].get_paths()[0].get_extents()
    assert box.y1 == pytest.approx(sheet.dead, rel=1e-3)
    assert -130.0 < box.x0 < -100.0


def test_the_ground_holds_the_layers_of_the_site() -> None:
    lid, hand = skin_of("eyelid", 45.0), skin_of("hand", 45.0)
    for skin in (lid, hand):
        names, tops, bottoms = zip(*layers(skin), strict=True)
        assert names == ("corneum", "epidermis", "papillary", "reticular", "fat")
        assert tops[1:] == bottoms[:-1]
        with canvas(5, 4) as figure:
            axis = figure.add_axes((0, 0, 1, 1))
            paint_skin(axis, skin, Window(1800.0, 1500.0, 50.0))
            assert axis.get_aspect() == 1.0
            assert axis.get_ylim() == (1500.0, -50.0)
    assert layers(hand)[0][2] > layers(lid)[0][2]


def test_the_key_speaks_of_what_made_the_lesion() -> None:
    peel, needle, worn = (" ".join(row.words for row in rows(report(*case))) for case in (TCA, NEEDLE, ("dermabrasion",)))
    assert "shed" in peel
    assert "collagen" not in peel
    assert "channel" in needle
    assert "dead" not in needle
    assert "worn off" in worn
    corneum = rows(report("salicylic-peel"))
    assert corneum[0].words == "corneum loosened, shed"


def test_the_words_name_device_site_and_every_dial() -> None:
    found = report("glycolic-peel", ("pH", 0.6), ("minutes", 1.0))
    assert heading(found) == "Glycolic acid peel: cheek, 45 years"
    assert setting_words(found) == "concentration 35 %, pH 0.6, 1 minute"
    assert setting_words(report("jessner-tca-peel")) == "3 coats of Jessner's solution, concentration 35 %, 1 coat"
    assert setting_words(report(*NEEDLE)) == "needle 1.5 mm, needles 16 per cm², 15 passes"
    print_ = small_print(found)
    assert print_.startswith("Simulation, 16 draws, seed 0")
    assert all(note.rstrip(".") in print_ for note in found.injury.notes)


def test_panels_of_a_report_hold_layers_and_columns_alike() -> None:
    cuts = [
        Cut(str(k), "note", found.skin, found.injury.outline)
        for k, found in enumerate((report(*TCA), report(*NEEDLE)))
        if found.injury.outline is not None
    ]
    text = sections(cuts)
    assert text == sections(cuts)
    assert text.startswith("<svg")
