"""What each risk listens to."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from rederm.course import Aftercare
from rederm.draws import Draws
from rederm.outlook.risks import Risks, darkening_risk, infection_risk, lightening_risk, scar_risk

DRAWS = Draws(400, seed=6)
ONES = np.ones(DRAWS.n)


def injury(**changes: Any) -> Any:
    usual = {
        "open_share": 0.2,
        "epidermal_loss": 0.2,
        "coagulated_mm": 0.03,
        "ablated_mm": 0.02,
        "column_mm": 0.0,
        "replaced_reticular": 0.03,
    }
    usual |= {"necrosis_depth_um": 300.0, "lesion_width_mm": 0.2}
    layer = changes.pop("layer", False)
    return SimpleNamespace(layer=layer, **{key: value * ONES for key, value in (usual | changes).items()})


def skin(group: str = "face", fitzpatrick: int = 4, thickness_um: float = 1700.0) -> Any:
    return SimpleNamespace(site=SimpleNamespace(group=group), fitzpatrick=fitzpatrick, thickness_um=thickness_um)


def person(sun: str = "moderate", sunscreen: str = "sometimes", **history: Any) -> Any:
    asked = ("recent_tan", "pih_history", "melasma", "keloids", "cold_sores", "immunosuppressed", "diabetes")
    answers = dict.fromkeys(asked) | history
    return SimpleNamespace(
        concerns=[], habits=SimpleNamespace(sun=sun, sunscreen=sunscreen), history=SimpleNamespace(**answers)
    )


def healing(hours: float = 30.0) -> Any:
    return SimpleNamespace(closure_hours=np.full((DRAWS.n, 1), hours))


def scar(part: Any, who: Any = None, where: Any = None, hours: float = 30.0) -> float:
    return float(scar_risk([part], healing(hours), where or skin(), who or person(), DRAWS).mean())


def test_a_course_is_not_so_many_independent_chances() -> None:
    one = darkening_risk([injury()], [Aftercare()], skin(), person(), DRAWS)
    three = darkening_risk([injury()] * 3, [Aftercare()] * 3, skin(), person(), DRAWS)
    assert (three >= one).all()
    assert np.mean(three) < 0.7 * np.mean(1 - (1 - one) ** 3)


def test_half_of_the_doubt_lies_between_clinics() -> None:
    risk = darkening_risk([injury()], [Aftercare()], skin(), person(), DRAWS)
    assert np.quantile(risk, 0.95) - np.quantile(risk, 0.05) > 0.4


@pytest.mark.parametrize(
    "change", [{"pih_history": True}, {"melasma": True}, {"recent_tan": True}, {"sunscreen": "never"}, {"sun": "high"}]
)
def test_sun_and_history_raise_the_chance_of_darkening(change: dict[str, Any]) -> None:
    plain = darkening_risk([injury()], [Aftercare()], skin(), person(), DRAWS).mean()
    assert darkening_risk([injury()], [Aftercare()], skin(), person(**change), DRAWS).mean() > plain


def test_use_that_no_study_speaks_to_is_wider() -> None:
    inside, outside = (darkening_risk([injury()], [Aftercare()], skin(), person(), DRAWS, outside=o) for o in (False, True))
    assert np.quantile(outside, 0.95) > np.quantile(inside, 0.95)


def test_one_session_of_steroid_in_three_helps_a_third() -> None:
    def chance(days: tuple[float, ...]) -> float:
        cares = [Aftercare(steroid_days=d) for d in days]
        return float(np.median(darkening_risk([injury()] * 3, cares, skin(), person(), DRAWS)))

    assert chance((2, 2, 2)) < chance((2, 0, 0)) < chance((0, 0, 0))


def test_lightening_grows_with_dermis_lost_and_spared_skin_protects() -> None:
    full = lightening_risk([injury(open_share=1.0, coagulated_mm=0.2, ablated_mm=0.0)], DRAWS).mean()
    apart = lightening_risk([injury(open_share=0.2, coagulated_mm=0.2, ablated_mm=0.0)], DRAWS).mean()
    assert apart == pytest.approx(0.04 * full)


def test_a_sheet_deeper_than_a_third_of_the_skin_scars() -> None:
    shallow = injury(layer=True, open_share=1.0, necrosis_depth_um=250.0)
    deep = injury(layer=True, open_share=1.0, necrosis_depth_um=800.0)
    assert scar(shallow, hours=200.0) < 0.02
    assert scar(deep, hours=200.0) > 0.5


def test_deep_columns_scar_when_dense_and_more_so_on_the_neck() -> None:
    sparse = injury(replaced_reticular=0.1, necrosis_depth_um=1000.0)
    dense = injury(replaced_reticular=0.25, necrosis_depth_um=1000.0)
    assert scar(sparse) < 0.02  # no scar in 961 sessions of narrow columns 1 mm deep
    assert scar(dense, where=skin("neck-chest")) > 1.5 * scar(dense) > 3 * scar(sparse)


def test_a_wide_column_marks_only_when_deep() -> None:
    shallow, deep = injury(lesion_width_mm=1.2, necrosis_depth_um=150.0), injury(lesion_width_mm=1.2, necrosis_depth_um=800.0)
    assert scar(shallow) < 0.01
    assert scar(deep) > 3 * scar(injury(necrosis_depth_um=800.0))


def test_slow_closure_and_keloids_raise_the_chance_of_a_scar() -> None:
    part = injury(layer=True, open_share=1.0)
    assert scar(part, hours=24 * 20) > scar(part, hours=24 * 8)
    assert scar(part, person(keloids=True)) > 2 * scar(part)


def test_herpes_follows_open_area_cold_sores_and_antivirals() -> None:
    def chance(who: Any, hours: float = 200.0, **care: Any) -> float:
        part = injury(open_share=1.0)
        return float(infection_risk([part], healing(hours), [Aftercare(**care)], skin(), who, DRAWS).mean())

    plain = chance(person())
    assert 0.05 < plain < 0.13  # 7.4 to 9 % herpes and 1 % bacterial at full field
    assert chance(person(cold_sores=False)) < plain
    assert chance(person(cold_sores=True)) > 2 * plain
    assert chance(person(), antiviral=True) < 0.5 * plain
    assert chance(person(), hours=20.0) < plain


def test_the_worst_region_stands_for_the_person() -> None:
    one, two = (Risks(*(np.array([x, y]) for _ in range(4))) for x, y in ((0.1, 0.3), (0.2, 0.2)))
    assert Risks.worst([one, two]).pih.tolist() == [0.2, 0.3]


def test_a_melasma_concern_darkens_as_the_history_does() -> None:
    asked, unasked = person(melasma=True), person()
    unasked.concerns = [SimpleNamespace(subtype="melasma")]
    risks = [darkening_risk([injury()], [Aftercare()], skin(), who, DRAWS) for who in (asked, unasked, person())]
    np.testing.assert_array_equal(risks[0], risks[1])
    assert risks[0].mean() > risks[2].mean()
