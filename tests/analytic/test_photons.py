"""Photons in layered media against published solutions of the radiative transfer equation and an independent 3-D walk.

The skin-vessel benchmark of the voxel codes (532 nm: 0.1 mm of water, 0.06 mm of epidermis, dermis to 1 mm, blood in a
cylinder of 0.1 mm radius at 0.5 mm, a disc of light of 0.3 mm radius, one index everywhere) is not axisymmetric. Compared
is its stack of layers, endless sideways, with the blood as a sheet over the depths of the vessel: absorbed shares by layer
and ring, reflectance, transmittance. The walk it is compared with follows each photon from its own place under the disc in
three dimensions, lets it be absorbed whole, and shares no code with the model.
"""

import math

import numpy as np
import pytest

from rederm.injury.photons import Medium, Response, trace, widen

INF = math.inf
B3 = Medium((INF,), (1e3,), (12e3,), (0.85,), (1.4,))


def walked(medium: Medium, photons: int = 200_000, reach: float = 4e-3, seed: int = 0) -> Response:
    return trace([medium], [(reach, reach)], photons, seed)[0]


def test_a_matched_slab_reflects_and_transmits_as_van_de_hulst_tabulates() -> None:
    found = walked(Medium((2e-4,), (1e3,), (9e3,), (0.75,), (1.0,)), 400_000)
    assert found.diffuse == pytest.approx(0.09739, abs=4 * math.sqrt(0.09739 / 400_000))
    assert found.transmitted == pytest.approx(0.66096, abs=4 * math.sqrt(0.66096 / 400_000))


def test_a_half_space_of_another_index_reflects_as_giovanelli_computed() -> None:
    found = walked(Medium((INF,), (1e3,), (9e3,), (0.0,), (1.5,)), 400_000)
    assert found.specular == pytest.approx(0.04, rel=1e-12)
    assert found.specular + found.diffuse == pytest.approx(0.26, abs=4 * math.sqrt(0.22 / 400_000))


def test_tissue_of_the_prototype_absorbs_what_energy_and_the_voxel_code_say() -> None:
    """1 - 0.0278 - 0.0648 = 0.9074 absorbed; the voxel code found 0.9074, and 0.607 of it above half a millimetre."""
    found = walked(B3)
    assert found.absorbed.sum() == pytest.approx(0.9074, rel=0.005)
    assert found.diffuse == pytest.approx(0.0648, rel=0.02)
    assert np.interp(0.5e-3, found.depth[1:], found.absorbed.sum(axis=1).cumsum()) == pytest.approx(0.608, rel=0.005)


@pytest.mark.parametrize(
    "medium", [B3, Medium((1e-4, 4e-4, 1e-3), (2e3, 80.0, 5e3), (1e4, 2e4, 3e3), (0.9, 0.8, 0.3), (1.5, 1.37, 1.4))]
)
def test_energy_is_kept_to_round_off_and_roulette_takes_and_gives_alike(medium: Medium) -> None:
    found = walked(medium, 100_000)
    total = found.absorbed.sum() + found.specular + found.diffuse + found.transmitted
    assert total - found.gained == pytest.approx(1.0, abs=1e-11)
    assert abs(found.gained) < 4 * math.sqrt(0.01 * 0.1 / 100_000)  # a gamble of weight 0.01 at ten to one, once a photon


def test_without_scattering_light_falls_by_beers_law() -> None:
    found = walked(Medium((2e-4, INF), (2e3, 5e3), (0.0, 0.0), (0.0, 0.0), (1.0, 1.0)), 100_000)
    depth = found.depth[1:]
    fallen = np.exp(-2e3 * np.minimum(depth, 2e-4) - 5e3 * np.maximum(depth - 2e-4, 0.0))
    np.testing.assert_allclose(found.absorbed.sum(axis=1).cumsum(), 1 - fallen, atol=4 * math.sqrt(0.25 / 100_000))
    assert found.absorbed[:, 1:].sum() == 0.0


def test_faces_between_indices_bend_and_reflect_as_fresnel_says() -> None:
    """A clear plate over a strong absorber: two faces, the second met by what the first lets through, and echoes between."""
    plate = Medium((1e-4, INF), (1e-9, 1e7), (0.0, 0.0), (0.0, 0.0), (1.5, 1.33))
    first, second = ((1.5 - 1.0) / 2.5) ** 2, ((1.5 - 1.33) / 2.83) ** 2
    absorbed = (1 - first) * (1 - second) / (1 - first * second)
    assert walked(plate, 50_000).absorbed.sum() == pytest.approx(absorbed, abs=0.0005)


def test_the_bytes_do_not_depend_on_the_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    for workers in ("1", "3"):
        monkeypatch.setenv("REDERM_WORKERS", workers)
        found.append(walked(B3, 4000).absorbed.tobytes())
    assert found[0] == found[1]
    assert walked(B3, 4000, seed=1).absorbed.tobytes() != found[0]


@pytest.mark.parametrize("profile", ["gaussian", "tophat"])
def test_a_widened_beam_keeps_its_energy_and_falls_on_the_skin_as_it_should(profile: str) -> None:
    clear = walked(Medium((INF,), (1e3,), (0.0,), (0.0,), (1.0,)), 20_000)  # all on the axis: the field is the beam
    field, share = widen(clear, 300e-6, profile)
    assert share == pytest.approx(1.0, abs=1e-12)
    inside = (field.radius[1:] / 150e-6) ** 2
    fallen = 1 - np.exp(-2 * inside) if profile == "gaussian" else np.minimum(inside, 1.0)
    fallen[-1] = 1.0
    assert field.share.sum(axis=0).cumsum() == pytest.approx(fallen, abs=0.002)


WATER, EPIDERMIS, DERMIS, BLOOD = (0.035640, 1e3, 1.0), (1657.2, 37594.0, 0.9), (45.8, 35654.1, 0.9), (23054.3, 9398.5, 0.9)


def stack(*layers: tuple[float, tuple[float, float, float]]) -> Medium:
    absorption, scattering, anisotropy = zip(*(layer for _, layer in layers), strict=True)
    bottom = tuple(bottom for bottom, _ in layers)
    return Medium(bottom, absorption, scattering, anisotropy, (1.37,) * len(layers), 1.37, 1.37)


def brute_force(medium: Medium, disc: float, photons: int, rng: np.random.Generator) -> np.ndarray:
    """Ends of analogue photons launched evenly over a disc: (photons, 3); reflected above 0, transmitted below."""
    bottom = np.array(medium.bottom)
    sigma = np.array([medium.absorption, medium.scattering]).sum(axis=0)
    albedo = np.array(medium.scattering) / sigma
    place = np.zeros((photons, 3))
    angle, radius = 2 * np.pi * rng.random(photons), disc * np.sqrt(rng.random(photons))
    place[:, 0], place[:, 1] = radius * np.cos(angle), radius * np.sin(angle)
    way = np.tile([0.0, 0.0, 1.0], (photons, 1))
    alive = np.arange(photons)
    depth = np.concatenate([[0.0], np.cumsum(np.diff(np.append(0.0, bottom)) * sigma)])  # optical depth of the faces
    while alive.size:
        p, u = place[alive], way[alive]
        optical = np.interp(p[:, 2], np.append(0.0, bottom), depth) + rng.exponential(size=alive.size) * u[:, 2]
        out = (optical < 0) | (optical > depth[-1])
        z = np.where(optical < 0, -1.0, np.where(out, 2 * bottom[-1], np.interp(optical, depth, np.append(0.0, bottom))))
        place[alive] = p + u * ((z - p[:, 2]) / u[:, 2])[:, None]
        layer = np.clip(np.searchsorted(bottom, z), 0, len(bottom) - 1)
        on = ~out & (rng.random(alive.size) < albedo[layer])
        alive, u, g = alive[on], u[on], np.array(medium.anisotropy)[layer[on]]
        random = rng.random(alive.size)
        cosine = (1 + g**2 - ((1 - g**2) / (1 - g + 2 * g * random)) ** 2) / (2 * g)
        aside = np.cross(u, rng.normal(size=u.shape))
        aside /= np.linalg.norm(aside, axis=1, keepdims=True)
        way[alive] = cosine[:, None] * u + np.sqrt(np.maximum(1 - cosine**2, 0.0))[:, None] * aside
    return place


@pytest.mark.parametrize("vessel", [False, True])
def test_layers_of_the_skin_vessel_benchmark_absorb_as_in_an_independent_walk_in_three_dimensions(vessel: bool) -> None:
    dermis = [(1e-3, DERMIS)] if not vessel else [(0.4e-3, DERMIS), (0.6e-3, BLOOD), (1e-3, DERMIS)]
    medium = stack((0.1e-3, WATER), (0.16e-3, EPIDERMIS), *dermis)
    count = 40_000
    ends = brute_force(medium, 0.3e-3, count, np.random.default_rng(5))
    response = trace([medium], [(4e-3, 1.6e-3)], 400_000)[0]
    field, share = widen(response, 0.6e-3, "tophat")
    edges = [0.0, 0.2e-3, 0.3e-3, 0.5e-3, INF]
    place = np.hypot(ends[:, 0], ends[:, 1])
    for top, bottom in zip((0.0, *medium.bottom), medium.bottom, strict=False):  # rows that lie whole within a layer
        whole = np.flatnonzero((field.depth[:-1] >= top) & (field.depth[1:] <= bottom))
        low, high = field.depth[whole[0]], field.depth[whole[-1] + 1]
        counted = np.histogram(place[(ends[:, 2] > low) & (ends[:, 2] <= high)], edges)[0]
        fallen = np.append(0.0, (share * field.share[whole].sum(axis=0)).cumsum())
        expected = np.diff(np.interp(np.square(edges), field.radius**2, fallen)) * count
        assert (np.abs(counted - expected) < 4 * np.sqrt(expected + 1)).all()
    assert np.mean((ends[:, 2] > 0) & (ends[:, 2] < 1e-3)) == pytest.approx(share, abs=4 * math.sqrt(0.25 / count))
    assert np.mean(ends[:, 2] < 0) == pytest.approx(response.diffuse, abs=4 * math.sqrt(0.25 / count))
    assert np.mean(ends[:, 2] > 1e-3) == pytest.approx(response.transmitted, abs=4 * math.sqrt(0.25 / count))
