"""Each kind of published figure, read from known quantities: shrinkage, ratios, slopes, thresholds, ranks, flags."""

import math

import numpy as np
import pytest

from rederm.evidence.lesions import Lesion
from rederm.evidence.read_lesion import figure, shrinkage
from rederm.sources import load_table

DEPTH = load_table("posterior/lesion").number("histology_depth", "1")
WIDTH = load_table("posterior/lesion").number("histology_width", "1")


def row(kind: str, **changes: object) -> Lesion:
    given = {
        "id": "x",
        "study": "y",
        "kind": kind,
        "observed": 1.0,
        "device": "fractional-co2",
        "quantity": "ablation_depth_um",
    }
    return Lesion(**given | changes)  # type: ignore[arg-type]


def told(lesion: Lesion, *values: float) -> float:
    return float(figure(lesion, [np.array([value]) for value in values])[0])


@pytest.mark.parametrize("kind", ["depth", "coagulation", "total"])
def test_a_depth_in_a_section_is_smaller_by_the_shrinkage(kind: str) -> None:
    assert told(row(kind), 121.0) == pytest.approx(121.0 / DEPTH)


@pytest.mark.parametrize("quantity", ["width_um", "ablation_diameter_um", "coagulation_beside_um"])
def test_what_lies_across_shrinks_less(quantity: str) -> None:
    assert told(row("width", quantity=quantity), 112.0) == pytest.approx(112.0 / WIDTH)


def test_what_was_not_cut_does_not_shrink() -> None:
    assert told(row("depth", biopsy=False), 100.0) == 100.0
    assert shrinkage(row("ratio")) == 1.0


def test_a_ratio_is_of_the_first_setting_to_the_second() -> None:
    assert told(row("ratio", others=({},)), 300.0, 100.0) == 3.0


def test_a_ratio_to_nothing_is_finite() -> None:
    assert math.isfinite(told(row("ratio", others=({},)), 300.0, 0.0))


def test_a_slope_is_per_unit_of_the_dial() -> None:
    lesion = row("slope", dials={"fluence_J_cm2": 20}, others=({"fluence_J_cm2": 10},), per="fluence_J_cm2", biopsy=False)
    assert told(lesion, 110.0, 50.0) == pytest.approx(6.0)


LADDER = {"dials": {"f": 1.0}, "others": ({"f": 2.0}, {"f": 4.0}), "dial": "f", "level": 10.0}


def test_a_threshold_lies_where_the_quantity_passes_the_level() -> None:
    assert told(row("threshold", **LADDER), 0.0, 5.0, 15.0) == pytest.approx(2 * math.sqrt(2))  # half way in ln


@pytest.mark.parametrize(("values", "beyond"), [((0.0, 1.0, 2.0), 4.0), ((20.0, 30.0, 40.0), 1.0)])
def test_a_threshold_outside_the_ladder_is_told_outside_it(values: tuple[float, ...], beyond: float) -> None:
    found = told(row("threshold", **LADDER), *values)
    assert found > beyond if values[0] == 0.0 else found < beyond


def test_an_exposure_is_longer_where_less_is_worn() -> None:
    lesion = row("exposure", level=15.0, exposure=20.0)
    assert told(lesion, 15.0) == pytest.approx(20.0)
    assert told(lesion, 7.5) == pytest.approx(40.0)


def test_a_rank_rises_through_the_layers() -> None:
    lesion = row("rank", quantity="necrosis_depth_um")
    skin = lesion.where()
    depths = (skin.junction_um / 2, skin.junction_um + 1, skin.junction_um + skin.papillary_um + 1)
    assert [told(lesion, depth) for depth in depths] == [1.0, 2.0, 3.0]


def test_a_flag_is_whether_the_level_is_passed() -> None:
    assert [told(row("flag", level=20.0), value) for value in (10.0, 30.0)] == [0.0, 1.0]
    assert [told(row("flag", level=1.2, others=({},)), value, 100.0) for value in (110.0, 130.0)] == [0.0, 1.0]


def test_a_level_may_be_a_layer_of_the_skin() -> None:
    lesion = row("flag", level="junction")
    assert told(lesion, lesion.where().junction_um + 1) == 1.0


@pytest.mark.parametrize("kind", ["share", "density"])
def test_shares_and_densities_are_as_they_are(kind: str) -> None:
    assert told(row(kind), 0.4) == 0.4
