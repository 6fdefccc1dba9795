"""Peels, abrasion and needles at every legal corner of their dials, and just outside."""

from itertools import product

import numpy as np
import pytest

from rederm.devices import load_device
from rederm.injury import lesion_report
from rederm.injury.report import BANDS
from rederm.sources import InputError

COLD = (
    "tca-peel", "glycolic-peel", "salicylic-peel", "jessner-tca-peel", "phenol-croton-peel",
    "microdermabrasion", "dermabrasion", "microneedling",
)  # fmt: skip
LAYER_HAS_NONE = {"ablation_diameter_um", "coagulation_beside_um", "collagen_beside_um", "lesions_per_cm2"}


@pytest.mark.parametrize("name", COLD)
def test_every_corner_of_the_dials_gives_a_finite_nested_injury(name: str) -> None:
    dials = load_device(name).dials
    for values in product(*(dial.choices or dial.limits for dial in dials.values())):
        report = lesion_report(name, dict(zip(dials, values, strict=True)), draws=16, site="eyelid")
        injury = report.injury
        for what in BANDS:
            if not (injury.layer and what in LAYER_HAS_NONE):
                assert np.isfinite(getattr(injury, what)).all(), (values, what)
        assert (injury.necrosis_depth_um <= report.skin.thickness_um + 100.0).all(), values
        assert ((injury.coverage >= 0.0) & (injury.coverage <= 1.0)).all(), values
        assert injury.notes, values


@pytest.mark.parametrize("name", COLD)
def test_a_value_outside_names_its_dial_and_range(name: str) -> None:
    for dial_name, dial in load_device(name).dials.items():
        if dial.limits is None:
            continue
        for value in (dial.limits[0] - 0.1, dial.limits[1] * 2):
            with pytest.raises(InputError, match=rf"{dial_name}.*{dial.limits[0]:g}\.\.{dial.limits[1]:g}|{dial_name}.*whole"):
                lesion_report(name, {dial_name: value}, draws=4)
