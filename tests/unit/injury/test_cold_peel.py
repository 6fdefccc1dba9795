"""Peels: order of strength, self-limiting TCA, pH and time of glycolic acid, croton oil, and what a dead layer means."""

from dataclasses import replace
from itertools import pairwise
from types import SimpleNamespace

import numpy as np
import pytest

from rederm.draws import Draws
from rederm.injury import Injury
from rederm.injury.peel import injure_peel
from rederm.injury.peel_front import Acid, Barrier, front_depth
from rederm.skin import Site, Skin
from rederm.sources import InputError, load_table

FACE = Skin(Site("cheek", "face", False, {}), 50.0, "female", 2, 12.0, 58.0, 71.0, 900.0, 0.1, 1.0, 1.0, 33.0)
NOMINAL, MANY = Draws.at_median(), Draws(64, seed=3)
TCA = {"concentration_pct": 35.0, "coats": 1.0}
GLYCOLIC = {"concentration_pct": 70.0, "pH": 0.6, "minutes": 5.0}
SALICYLIC = {"concentration_pct": 30.0, "minutes": 5.0}
JESSNER = {"jessner_coats": 3.0, **TCA}
CROTON = {"phenol_pct": 35.0, "croton_pct": 0.4, "coats": 1.0, "occlusion": "none"}
USUAL = {"tca": TCA, "glycolic": GLYCOLIC, "salicylic": SALICYLIC, "jessner-tca": JESSNER, "phenol-croton": CROTON}


class FakeSetting(SimpleNamespace):
    def __getitem__(self, dial: str) -> object:
        return self.values[dial]


def peel(agent: str, draws: Draws = NOMINAL, skin: Skin = FACE, **dials: object) -> Injury:
    setting = FakeSetting(device=SimpleNamespace(name=f"{agent}-peel"), values=USUAL.get(agent, {}) | dials)
    return injure_peel(setting, skin, draws)  # type: ignore[arg-type]


def depth(agent: str, **dials: object) -> float:
    return float(peel(agent, **dials).necrosis_depth_um[0])


def test_one_coat_of_35_percent_tca_reaches_what_its_acid_can_bind() -> None:
    assert depth("tca") == pytest.approx(214.0, abs=2.0)
    assert depth("tca", concentration_pct=50.0) == pytest.approx(306.0, abs=3.0)


def test_a_second_coat_adds_its_own_share() -> None:
    assert depth("tca", coats=2.0) / depth("tca") == pytest.approx(1.65, abs=0.02)


def test_jessner_opens_the_barrier_but_adds_no_acid() -> None:
    assert depth("jessner-tca") == pytest.approx(depth("tca"), rel=0.01)


@pytest.mark.parametrize(
    ("agent", "dial", "values"),
    [
        ("tca", "concentration_pct", (0.0, 10.0, 20.0, 35.0, 50.0)),
        ("tca", "coats", (0.0, 1.0, 2.0, 3.0)),
        ("jessner-tca", "jessner_coats", (0.0, 1.0, 3.0)),
        ("jessner-tca", "coats", (1.0, 2.0)),
        ("glycolic", "concentration_pct", (0.0, 20.0, 35.0, 50.0, 70.0)),
        ("glycolic", "minutes", (0.0, 2.0, 5.0, 15.0, 30.0)),
        ("glycolic", "pH", (3.8, 2.5, 1.5, 0.6)),
        ("salicylic", "concentration_pct", (0.0, 20.0, 30.0)),
        ("salicylic", "minutes", (0.0, 3.0, 5.0)),
        ("phenol-croton", "croton_pct", (0.0, 0.1, 0.4, 1.0, 2.2)),
        ("phenol-croton", "phenol_pct", (0.0, 20.0, 50.0, 88.0)),
        ("phenol-croton", "coats", (0.0, 1.0, 2.0, 4.0)),
        ("phenol-croton", "occlusion", ("none", "taped")),
    ],
)
def test_stronger_longer_or_more_is_never_shallower_in_any_draw(agent: str, dial: str, values: tuple[object, ...]) -> None:
    found = [peel(agent, MANY, **{dial: value}) for value in values]
    for less, more in pairwise(found):
        for name in ("necrosis_depth_um", "open_share", "epidermal_loss", "replaced_papillary", "halo_papillary"):
            assert (getattr(more, name) >= getattr(less, name) - 1e-6).all(), name
    assert (found[-1].necrosis_depth_um > found[0].necrosis_depth_um - 1e-6).all()


def test_glycolic_needs_time_and_acidity_to_pass_the_corneum() -> None:
    by_time = [depth("glycolic", minutes=m) for m in (2.0, 5.0, 10.0, 15.0, 30.0)]
    assert by_time[0] < 12.0 < by_time[2]
    assert by_time[4] > FACE.junction_um
    assert depth("glycolic", pH=3.8) < depth("glycolic") / 3
    assert depth("glycolic", concentration_pct=20.0, pH=1.5) < 4.0


def test_glycolic_uptake_falls_with_ph_by_more_than_its_free_share() -> None:
    """4 % for 24 h under plenty of liquid: x7.0 between pH 2.0 and 3.8 (donors vary widely); free acid alone gives x1.9."""
    plenty = Draws.at_median()
    film = load_table("tissue/agents").number("film.thickness", "um")
    acid = Acid(np.array([0.53]), np.ones(1), np.array([10 * film]))

    def uptake(ph: float) -> float:
        barrier = Barrier(
            intact=plenty["peel.glycolic.intact"],
            destroyed=plenty["peel.glycolic.destroyed"],
            opening=plenty["peel.glycolic.opening"] * 10 ** (0.31 * (3.8 - ph)),
            opened=np.zeros(1),
            diffusivity=plenty["peel.diffusivity"],
            capacity=plenty["peel.capacity"],
        )
        free = np.array([1 / (1 + 10 ** (ph - 3.83))])
        return float(front_depth(replace(acid, free=free), barrier, [(86400.0, np.ones(1))])[0])

    assert 3.5 < uptake(2.0) / uptake(3.8) < 14.0


def test_salicylic_acid_loosens_corneum_and_no_more() -> None:
    found = peel("salicylic", MANY, minutes=60.0)
    assert (found.necrosis_depth_um <= FACE.stratum_corneum_um).all()
    assert found.open_share.max() == 0.0
    assert depth("salicylic") == pytest.approx(4.0)
    assert float(peel("salicylic").epidermal_loss[0]) < 0.03


def test_croton_oil_switches_the_phenol_peel_on() -> None:
    assert depth("phenol-croton", croton_pct=0.0) == 0.0
    assert depth("phenol-croton", croton_pct=0.1) > 80.0
    assert 150.0 < depth("phenol-croton") < depth("phenol-croton", croton_pct=1.1) < 450.0
    assert depth("phenol-croton", croton_pct=0.0, phenol_pct=88.0) > 80.0


def test_a_peel_kills_in_place_and_heats_nothing() -> None:
    for agent in USUAL:
        found = peel(agent, MANY)
        assert found.layer
        assert not found.cold
        assert found.ablated_mm.max() == found.heated_mm.max() == found.nerve_heat.max() == 0.0
        np.testing.assert_array_equal(found.removed_depth_um, found.necrosis_depth_um)
        assert np.isnan(found.energy_balance_error).all()
        assert any("no measured human scale" in note for note in found.notes)


def test_a_peel_within_the_epidermis_leaves_the_basal_layer_but_for_patches() -> None:
    light, medium = peel("glycolic", minutes=8.0), peel("tca")
    assert 0.0 < float(light.open_share[0]) < 0.05
    assert 0.03 < float(light.epidermal_loss[0]) < 0.6
    assert float(medium.open_share[0]) > 0.99


def test_the_depth_of_every_peel_has_a_band_of_more_than_a_factor_of_three() -> None:
    for agent in USUAL:
        low, high = np.quantile(peel(agent, Draws(200)).necrosis_depth_um, [0.05, 0.95])
        assert high / low > 3.0, agent


@pytest.mark.parametrize(
    ("agent", "dials"),
    [
        ("tca", {"coats": 0.0}),
        ("tca", {"concentration_pct": 0.0}),
        ("glycolic", {"minutes": 0.0}),
        ("salicylic", {"minutes": 0.0}),
        ("phenol-croton", {"coats": 0.0}),
        ("phenol-croton", {"phenol_pct": 0.0}),
    ],
)
def test_no_dose_is_no_injury(agent: str, dials: dict[str, float]) -> None:
    found = peel(agent, MANY, **dials)
    for name in (
        "necrosis_depth_um", "removed_depth_um", "coverage", "open_share", "epidermal_loss", "coagulated_mm", "papillary_mm",
        "replaced_papillary", "replaced_reticular", "halo_papillary", "halo_reticular", "perimeter_mm", "duct_depth_mm",
    ):  # fmt: skip
        assert getattr(found, name).max() == 0.0, name


def test_an_agent_without_a_model_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(InputError, match="did you mean salicylic-peel"):
        peel("salicilic")
