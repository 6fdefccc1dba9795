"""The outcome model: its law, its orders, contrasts within trials, order of darkening.

Descriptors stand for classes of treatment (share of the papillary band replaced, shares stimulated, open area), so that what is
tested here is the law with its figures, not the geometry that an injury model makes. What it says of the published rows, with
the injuries that are simulated for them, is held in test_calibrated_rows.py.
"""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from rederm.course import Aftercare
from rederm.draws import Draws
from rederm.look import course_hazard, union_structure
from rederm.outlook.risks import darkening_risk, lightening_risk
from rederm.sources import load_table

DRAWS = Draws(3000, seed=5)
UNION = union_structure(DRAWS)

# class: phi, R, psi_p, psi_r, coagulated mm
CLASSES: dict[str, tuple[float, float, float, float, float]] = {
    "micro-plasma": (0.20, 0.07, 0.92, 0.26, 0.015),
    "fractional CO2": (0.36, 0.20, 1.0, 0.38, 0.055),
    "1550 nm dense": (0.14, 0.12, 0.98, 0.68, 0.08),
    "1550 nm shallow": (0.12, 0.10, 0.99, 0.44, 0.05),
    "needling": (0.01, 0.0, 0.71, 0.51, 0.0),
    "full CO2, 1 pass": (1.0, 0.22, 1.0, 0.25, 0.075),
    "full CO2, 2 passes": (1.0, 0.56, 1.0, 0.32, 0.10),
    "full CO2, 3 passes": (1.0, 0.91, 1.0, 0.41, 0.13),
    "low nitrogen plasma": (0.9, 0.14, 0.90, 0.20, 0.032),
    "helium low": (0.98, 0.51, 1.0, 0.30, 0.115),
    "helium high": (1.0, 1.0, 1.0, 0.49, 0.27),
    "dermabrasion": (1.0, 0.87, 1.0, 0.38, 0.02),
    "Jessner and TCA": (1.0, 0.42, 1.0, 0.29, 0.095),
    "deep phenol": (1.0, 1.0, 1.0, 0.56, 0.345),
}


def session(name: str, draws: Draws = DRAWS) -> Any:
    phi, replaced, papillary, reticular, coagulated = CLASSES[name]
    full, cold = np.ones(draws.n), name == "needling"
    return SimpleNamespace(
        device=name,
        cold=cold,
        open_share=phi * full,
        epidermal_loss=phi * full,
        replaced_papillary=replaced * full,
        halo_papillary=papillary * full,
        halo_reticular=reticular * full,
        coagulated_mm=coagulated * full,
        ablated_mm=0.0 * full,
        column_mm=(0.012 if cold else 0.0) * full,
    )


def hazard(name: str, family: str, sessions: int) -> np.ndarray:
    return course_hazard(family, [session(name)] * sessions, np.ones((DRAWS.n, sessions, 1)), DRAWS)[:, 0]


@pytest.mark.parametrize("family", ["scars", "wrinkles", "laxity"])
@pytest.mark.parametrize("name", CLASSES)
def test_hazard_of_one_session_is_the_law_with_the_figures_of_the_table(name: str, family: str) -> None:
    _, replaced, papillary, reticular, _ = CLASSES[name]
    middle, table = Draws.at_median(), load_table("posterior/outcome")
    cold, weight = name == "needling", {part: table[f"d.{part}.{family}"].value for part in ("w_rep", "w_p", "w_r")}
    halo = (table["d.m_mech"].value if cold else 1.0) * (weight["w_p"] * papillary + weight["w_r"] * reticular)
    stated = halo + (0.0 if cold else weight["w_rep"] * -np.log(1 - 0.95 * replaced))
    found = course_hazard(family, [session(name, middle)], np.ones((1, 1, 1)), middle)[0, 0]
    assert found == pytest.approx(stated, rel=1e-6)


@pytest.mark.parametrize("family", ["scars", "wrinkles", "laxity"])
@pytest.mark.parametrize("union", [False, True])
def test_what_replaces_and_stimulates_more_gains_more(family: str, union: bool) -> None:
    """Orders in which every share of the one is at least that of the other."""
    orders = [
        ["low nitrogen plasma", "helium low", "helium high", "deep phenol"],
        ["full CO2, 1 pass", "full CO2, 2 passes", "full CO2, 3 passes"],
        ["micro-plasma", "fractional CO2", "full CO2, 3 passes"],
    ]
    for order in orders:
        medians = [np.median(hazard(name, family, 1)[union == UNION]) for name in order]
        assert medians == sorted(medians)
        assert medians[-1] > 1.2 * medians[0]


def contrast(family: str, ours: tuple[str, int], theirs: tuple[str, int]) -> tuple[np.ndarray, np.ndarray]:
    ratio = hazard(ours[0], family, ours[1]) / hazard(theirs[0], family, theirs[1])
    return ratio[~UNION], ratio[UNION]


# Bounds hold what trials saw: plasma beside fractional CO2 0.93 on the same faces; CO2 beside needling 1.25 pooled; and orders
# that the law claims: three passes at full field beat one fractional session and come near three of them; sessions add up.
@pytest.mark.parametrize(
    ("family", "ours", "theirs", "bounds_d", "bounds_v"),
    [
        ("scars", ("micro-plasma", 3), ("fractional CO2", 3), (0.59, 0.95), (0.61, 0.95)),
        ("wrinkles", ("full CO2, 3 passes", 1), ("fractional CO2", 1), (1.3, 3.2), (1.3, 2.4)),
        ("wrinkles", ("full CO2, 3 passes", 1), ("fractional CO2", 3), (0.6, 1.4), (0.8, 1.4)),
        ("scars", ("fractional CO2", 3), ("needling", 3), (1.0, 1.6), (1.0, 1.7)),
        ("scars", ("fractional CO2", 3), ("fractional CO2", 1), (1.9, 3.0), (1.2, 2.1)),
    ],
)
def test_contrasts_within_a_trial(
    family: str, ours: tuple[str, int], theirs: tuple[str, int], bounds_d: tuple[float, float], bounds_v: tuple[float, float]
) -> None:
    for ratio, (low, high) in zip(contrast(family, ours, theirs), (bounds_d, bounds_v), strict=True):
        assert low < np.median(ratio) < high


def test_a_third_dense_pass_adds_less_where_halos_form_a_union() -> None:
    power, union = contrast("scars", ("fractional CO2", 3), ("fractional CO2", 1))
    assert np.median(union) < np.median(power)


def darkening(name: str, fitzpatrick: float, sessions: int = 3, **care: Any) -> np.ndarray:
    skin = SimpleNamespace(fitzpatrick=fitzpatrick, site=SimpleNamespace(group="face"))
    person = SimpleNamespace(
        concerns=[],
        habits=SimpleNamespace(sun="moderate", sunscreen="sometimes"),
        history=SimpleNamespace(recent_tan=None, pih_history=None, melasma=None),
    )
    return darkening_risk([session(name)] * sessions, [Aftercare(**care)] * sessions, skin, person, DRAWS)  # type: ignore[arg-type, list-item]


def test_darkening_keeps_the_order_of_the_rows() -> None:
    order = ["needling", "micro-plasma", "fractional CO2", "full CO2, 3 passes"]
    means = [darkening(name, 4).mean() for name in order]
    assert means == sorted(means)
    assert means[0] < 0.15
    assert 0.25 < means[2] < 0.55  # 12 of 33, 12 of 13 and 46 of 80 in the rows
    assert np.quantile(darkening("micro-plasma", 4), 0.05) < 0.03  # 0 of 33 lies in the band


def test_darker_skin_darkens_more_and_two_days_of_steroid_halve_it() -> None:
    by_type = [darkening("fractional CO2", kind).mean() for kind in range(1, 7)]
    assert by_type == sorted(by_type)
    plain, treated = darkening("fractional CO2", 4).mean(), darkening("fractional CO2", 4, steroid_days=2.0).mean()
    assert 0.35 < treated / plain < 0.75  # 40 against 75 %


def test_lightening_matches_full_field_laser_at_two_depths() -> None:
    def at(depth_mm: float) -> float:
        full = np.ones(1)
        injury = SimpleNamespace(open_share=full, coagulated_mm=depth_mm * full, ablated_mm=0.0 * full)
        return float(lightening_risk([injury], Draws.at_median())[0])  # type: ignore[list-item]

    assert at(0.07) < 0.01
    assert at(0.2) == pytest.approx(0.13, abs=0.02)


# class, mean skin type, people who darkened, people, sessions, care
DARKENED: list[tuple[str, float, int, int, int, dict[str, Any]]] = [
    ("micro-plasma", 3.6, 0, 33, 3, {}),
    ("micro-plasma", 3.2, 0, 5, 4, {}),
    ("fractional CO2", 3.6, 12, 33, 3, {}),
    ("fractional CO2", 3.6, 5, 9, 1, {}),
    ("fractional CO2", 4.0, 12, 13, 3, {}),
    ("fractional CO2", 4.0, 30, 40, 1, {}),
    ("fractional CO2", 4.0, 16, 40, 1, {"steroid_days": 2.0}),
    ("1550 nm shallow", 3.5, 1, 27, 3, {}),
    ("1550 nm shallow", 3.6, 5, 37, 1, {}),
    ("1550 nm dense", 4.6, 5, 115, 1, {"hydroquinone_after": True, "cold_air": True}),
    ("1550 nm dense", 4.4, 4, 22, 3, {}),
    ("1550 nm dense", 2.6, 12, 961, 1, {}),
    ("needling", 3.5, 0, 60, 3, {}),
    ("needling", 3.2, 0, 23, 3, {}),
    ("full CO2, 3 passes", 2.4, 185, 500, 1, {}),
    ("full CO2, 2 passes", 2.4, 2, 40, 1, {}),
    ("dermabrasion", 4.6, 3, 15, 1, {}),
    ("low nitrogen plasma", 3.6, 2, 20, 3, {}),
    ("low nitrogen plasma", 2.5, 1, 8, 3, {}),
    ("deep phenol", 3.6, 34, 46, 1, {}),
]


def test_most_published_rates_of_darkening_lie_in_the_band() -> None:
    chance = np.random.default_rng(0)
    inside = []
    for name, kind, events, people, sessions, care in DARKENED:
        seen = chance.binomial(people, darkening(name, kind, sessions, **care)) / people
        low, high = np.quantile(seen, [0.05, 0.95])
        inside.append(low - 1e-9 <= events / people <= high + 1e-9)
    assert np.mean(inside) >= 0.8  # the rows of type IV after fractional CO2 are missed, as the trial says
