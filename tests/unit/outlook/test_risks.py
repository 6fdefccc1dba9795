"""What each risk listens to."""

from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from rederm.course import Aftercare
from rederm.draws import Draws
from rederm.outlook.darkening import darkening_risk
from rederm.outlook.infection import herpes_factor, infection_risk
from rederm.outlook.lightening import lightening_risk, seen_by
from rederm.outlook.long_redness import long_redness_risk
from rederm.outlook.risks import Risks
from rederm.outlook.scarring import scar_risk

DRAWS = Draws(400, seed=6)
ONES = np.ones(DRAWS.n)


def injury(**changes: Any) -> Any:
    usual = {"open_share": 0.2, "epidermal_loss": 0.2, "coagulated_mm": 0.03, "ablated_mm": 0.02, "column_mm": 0.0}
    usual |= {"coverage": 0.2, "replaced_papillary": 0.1, "halo_papillary": 0.9, "halo_reticular": 0.3}
    usual |= {"heated_mm": 0.02, "replaced_reticular": 0.03, "necrosis_depth_um": 300.0, "lesion_width_mm": 0.2}
    layer = changes.pop("layer", False)
    arrays = {key: value * ONES for key, value in (usual | {"toxicity": 0.0} | changes).items()}
    return SimpleNamespace(layer=layer, cold=False, **arrays)


NOTHING = dict.fromkeys(
    (
        *("open_share", "epidermal_loss", "coverage", "coagulated_mm", "ablated_mm", "heated_mm", "necrosis_depth_um"),
        *("lesion_width_mm", "replaced_papillary", "replaced_reticular", "halo_papillary", "halo_reticular"),
    ),
    0.0,
)


def skin(group: str = "face", fitzpatrick: int = 4, thickness_um: float = 1700.0) -> Any:
    site = SimpleNamespace(group=group)
    return SimpleNamespace(site=site, fitzpatrick=fitzpatrick, thickness_um=thickness_um, dermis_um=thickness_um - 80.0)


def person(sun: str = "moderate", sunscreen: str = "sometimes", **history: Any) -> Any:
    asked = ("recent_tan", "pih_history", "melasma", "keloids", "cold_sores", "immunosuppressed", "diabetes")
    answers = dict.fromkeys(asked) | history
    return SimpleNamespace(
        concerns=[], habits=SimpleNamespace(sun=sun, sunscreen=sunscreen), history=SimpleNamespace(**answers)
    )


def healing(hours: float = 30.0, sessions: int = 1, red_days: float = 5.0, gap: float = 28.0) -> Any:
    shape = (DRAWS.n, sessions)
    return SimpleNamespace(
        closure_hours=np.full(shape, hours),
        erythema_days=np.full(shape, red_days),
        session_days=tuple(gap * k for k in range(sessions)),
    )


def dark(*parts: Any, cares: list[Aftercare] | None = None, who: Any = None, where: Any = None, **more: Any) -> np.ndarray:
    cared, healed = cares or [Aftercare()] * len(parts), healing(sessions=len(parts))
    return darkening_risk(parts, healed, cared, where or skin(), who or person(), DRAWS, **more)


def scar(part: Any, who: Any = None, where: Any = None, hours: float = 30.0) -> float:
    return float(scar_risk([part], healing(hours), where or skin(), who or person(), DRAWS).mean())


def test_a_course_is_not_so_many_independent_chances() -> None:
    part = injury(ablated_mm=0.0)  # gentle, so that the chance is far from certain
    one, three = dark(part), dark(*[part] * 3)
    assert (three >= one).all()
    assert np.mean(three) < 0.7 * np.mean(1 - (1 - one) ** 3)


def test_half_of_the_doubt_lies_between_clinics() -> None:
    risk = dark(injury())
    assert np.quantile(risk, 0.95) - np.quantile(risk, 0.05) > 0.4


@pytest.mark.parametrize("field", ["open_share", "epidermal_loss", "coagulated_mm", "ablated_mm", "column_mm", "heated_mm"])
def test_more_injury_lowers_darkening_in_no_draw(field: str) -> None:
    more = injury(**{field: 2 * getattr(injury(), field)[0] + 0.01})
    assert (dark(more) >= dark(injury())).all()


def test_a_wound_that_stays_open_darkens_more() -> None:
    slow = darkening_risk([injury()], healing(300.0), [Aftercare()], skin(), person(), DRAWS)
    assert (slow > dark(injury())).all()


def test_darker_skin_darkens_more_in_every_draw() -> None:
    by_type = [dark(injury(), where=skin(fitzpatrick=kind)) for kind in range(1, 7)]
    assert all((darker > lighter).all() for lighter, darker in pairwise(by_type))


def test_sun_raises_and_protection_lowers_darkening_in_every_draw() -> None:
    by_sun = [dark(injury(), who=person(sun=sun)) for sun in ("low", "moderate", "high")]
    by_screen = [dark(injury(), who=person(sunscreen=habit)) for habit in ("daily", "sometimes", "never")]
    for order in (by_sun, by_screen):
        assert (order[0] < order[1]).all()
        assert (order[1] < order[2]).all()
    assert (dark(injury(), cares=[Aftercare(sun_protected=True)]) < dark(injury())).all()


@pytest.mark.parametrize("change", [{"pih_history": True}, {"melasma": True}, {"recent_tan": True}])
def test_history_raises_darkening_in_every_draw(change: dict[str, Any]) -> None:
    assert (dark(injury(), who=person(**change)) > dark(injury())).all()


def test_steroid_and_hydroquinone_lower_darkening_in_every_draw() -> None:
    plain = dark(injury())
    assert (dark(injury(), cares=[Aftercare(steroid_days=2.0)]) < dark(injury(), cares=[Aftercare(steroid_days=1.0)])).all()
    assert (dark(injury(), cares=[Aftercare(steroid_days=1.0)]) < plain).all()
    assert (dark(injury(), cares=[Aftercare(hydroquinone_after=True)]) < plain).all()


def test_cooling_acts_through_the_injury_alone() -> None:
    np.testing.assert_array_equal(dark(injury(), cares=[Aftercare(cold_air=True)]), dark(injury()))


def test_one_session_of_steroid_in_three_helps_less_than_three() -> None:
    def chance(days: tuple[float, ...]) -> float:
        return float(np.median(dark(*[injury()] * 3, cares=[Aftercare(steroid_days=d) for d in days])))

    assert chance((2, 2, 2)) < chance((2, 0, 0)) < chance((0, 0, 0))


def test_a_further_session_lowers_darkening_in_no_draw_however_gentle_and_well_cared_for() -> None:
    gentle = injury(**NOTHING | {"epidermal_loss": 0.05})
    careful = Aftercare(steroid_days=2.0, hydroquinone_after=True, sun_protected=True)
    for first, then in ((injury(), gentle), (gentle, injury())):
        assert (dark(first, then, cares=[Aftercare(), careful]) >= dark(first) - 1e-12).all()


def test_the_chance_of_darkening_fades_with_the_injury_to_none() -> None:
    assert (dark(injury(**NOTHING)) == 0.0).all()
    traces = [float(np.median(dark(injury(**NOTHING | {"epidermal_loss": size})))) for size in (1e-1, 1e-3, 1e-6)]
    assert traces == sorted(traces, reverse=True)
    assert traces[-1] < 0.01


def test_use_that_no_study_speaks_to_is_wider() -> None:
    inside, outside = (dark(injury(), unseen=outside) for outside in (False, True))
    assert np.quantile(outside, 0.95) > np.quantile(inside, 0.95)
    assert np.all(outside >= inside)


def test_lightening_grows_with_dermis_lost_and_spared_skin_protects() -> None:
    full = lightening_risk([injury(open_share=1.0, coagulated_mm=0.2, ablated_mm=0.0)], DRAWS).mean()
    apart = lightening_risk([injury(open_share=0.2, coagulated_mm=0.2, ablated_mm=0.0)], DRAWS).mean()
    assert apart == pytest.approx(0.04 * full)


def test_a_poison_of_pigment_cells_lightens_where_the_field_is_bare() -> None:
    plain, poisoned = (lightening_risk([injury(open_share=1.0, toxicity=t)], DRAWS) for t in (0.0, 0.9))
    assert (poisoned > plain).all()
    assert np.median(poisoned) > 0.5
    assert (lightening_risk([injury(open_share=0.0, toxicity=0.9)], DRAWS) == 0.0).all()


def test_lightening_shows_late() -> None:
    shares = [float(np.median(seen_by(day, DRAWS))) for day in (30.0, 90.0, 270.0, 730.0)]
    assert shares == sorted(shares)
    assert shares[1] < 0.1 < 0.9 < shares[3]


def test_a_sheet_through_most_of_the_skin_scars() -> None:
    shallow = injury(layer=True, open_share=1.0, necrosis_depth_um=250.0)
    deep = injury(layer=True, open_share=1.0, necrosis_depth_um=1200.0)
    assert scar(shallow, hours=200.0) < 0.02
    assert scar(deep, hours=200.0) > 0.5


def test_deep_columns_scar_when_dense_and_more_so_on_the_neck() -> None:
    sparse = injury(replaced_reticular=0.1, necrosis_depth_um=1000.0)
    dense = injury(replaced_reticular=0.25, necrosis_depth_um=1000.0)
    assert scar(sparse) < 0.02  # no scar in 961 sessions of narrow columns 1 mm deep
    assert scar(dense, where=skin("neck-chest")) > 1.5 * scar(dense) > 3 * scar(sparse)


def test_a_wide_column_marks_only_when_deep() -> None:
    shallow, deep = injury(lesion_width_mm=1.2, necrosis_depth_um=150.0), injury(lesion_width_mm=1.2, necrosis_depth_um=1500.0)
    assert scar(shallow) < 0.01
    assert scar(deep) > 3 * scar(injury(necrosis_depth_um=1500.0))


def test_slow_closure_and_keloids_raise_the_chance_of_a_scar() -> None:
    part = injury(layer=True, open_share=1.0)
    assert scar(part, hours=24 * 20) > scar(part, hours=24 * 8)
    assert scar(part, person(keloids=True)) > 2 * scar(part)


def test_herpes_follows_open_area_cold_sores_and_antivirals() -> None:
    def chance(who: Any, hours: float = 200.0, **care: Any) -> float:
        part = injury(open_share=1.0)
        return float(infection_risk([part], healing(hours), [Aftercare(**care)], skin(), who, DRAWS).mean())

    plain = chance(person())
    assert 0.05 < plain < 0.15  # 7.4 to 9 % herpes and 1 % bacterial at full field
    assert chance(person(cold_sores=False)) < plain
    assert chance(person(cold_sores=True)) > 2 * plain
    assert chance(person(), antiviral=True) < 0.5 * plain
    assert chance(person(), hours=20.0) < plain


def test_redness_past_three_months_follows_its_days_by_person_and_is_a_chance_in_each_draw() -> None:
    brief, long = (long_redness_risk(healing(red_days=days)) for days in (5.0, 140.0))
    assert (brief < 1e-3).all()
    assert ((long > 0.5) & (long < 1.0)).all()
    beyond_a_year = long_redness_risk(healing(red_days=127.0), after=365.0)  # a mean of 144 days
    assert float(np.median(beyond_a_year)) == pytest.approx(0.018, abs=0.005)  # 4 of 218: where the spread comes from


def test_redness_past_three_months_counts_from_the_last_session_and_grows_with_sessions() -> None:
    one, three = (long_redness_risk(healing(red_days=120.0, sessions=n)) for n in (1, 3))
    np.testing.assert_allclose(one, three)  # the last session is the last to fade
    untouched = healing(red_days=0.0)
    assert (long_redness_risk(untouched) == 0.0).all()


def test_the_worst_region_stands_for_the_person() -> None:
    one, two = (Risks(*(np.array([x, y]) for _ in range(5))) for x, y in ((0.1, 0.3), (0.2, 0.2)))
    assert Risks.worst([one, two]).pih.tolist() == [0.2, 0.3]


def test_a_melasma_concern_darkens_as_the_history_does() -> None:
    asked, unasked = person(melasma=True), person()
    unasked.concerns = [SimpleNamespace(subtype="melasma")]
    np.testing.assert_array_equal(dark(injury(), who=asked), dark(injury(), who=unasked))


def test_history_and_antiviral_keep_their_sense_in_every_draw() -> None:
    many = Draws(1600)
    care, history = SimpleNamespace(antiviral=False), SimpleNamespace(cold_sores=None)
    plain = herpes_factor(care, history, many)
    assert np.all(herpes_factor(SimpleNamespace(antiviral=True), history, many) <= plain)
    assert np.all(herpes_factor(care, SimpleNamespace(cold_sores=True), many) >= plain)
    assert np.all(herpes_factor(care, SimpleNamespace(cold_sores=False), many) <= plain)
