"""What `rederm lesion` answers: bands, and null where a quantity does not apply."""

import numpy as np
import pytest

from rederm.injury import lesion_report
from rederm.injury.report import BANDS

NOT_OF_A_LAYER = {"ablation_diameter_um", "coagulation_beside_um", "collagen_beside_um", "lesions_per_cm2"}


@pytest.mark.parametrize(
    ("device", "absent"),
    [
        ("tca-peel", NOT_OF_A_LAYER),
        ("dermabrasion", NOT_OF_A_LAYER),
        ("helium-plasma", NOT_OF_A_LAYER),
        ("microneedling", set()),
    ],
)
def test_what_does_not_apply_is_null_and_all_else_a_band(device: str, absent: set[str]) -> None:
    answer = lesion_report(device, {}, draws=4).to_json()
    assert {name for name in BANDS if answer[name] is None} == absent
    for name in set(BANDS) - absent:
        low, median, high = (answer[name][key] for key in ("low", "median", "high"))
        assert np.isfinite([low, median, high]).all()
        assert low <= median <= high, name


def test_a_tip_that_is_never_used_on_a_site_is_told() -> None:
    report = lesion_report("opus-plasma", {"tip": "roller"}, site="eyelid", draws=2)
    assert any("never used on the eyelid" in warning for warning in report.to_json()["warnings"])
