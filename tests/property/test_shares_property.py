"""Shares stay within 0..1 and never fall with density, radius, depth or reach."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from rederm.injury import Injury
from rederm.injury.shares import describe_columns, describe_layer
from rederm.skin import Site, Skin

FACE = Skin(Site("cheek", "face", False, {}), 50.0, "female", 2, 12.0, 63.0, 225.0, 1500.0, 0.1, 1.0, 1.0, 33.0)
DEPTH = np.arange(0.0, 1700.0, 10.0)
GROWS = ("open_share", "epidermal_loss", "replaced_papillary", "replaced_reticular", "halo_papillary", "halo_reticular")
few = settings(deadline=None, max_examples=25)


def columns(density: float, radius: float, depth: float, halo: float) -> Injury:
    shape = radius * np.clip(1 - DEPTH / depth, 0.0, None)[None] ** 0.25
    return describe_columns(
        device="x", site="cheek", skin=FACE, depth_um=DEPTH, ablated_um=shape / 2, dead_um=shape, collagen_um=shape / 2,
        warm_um=2 * shape, lesions_per_mm2=np.array([density]), halo_mm=np.array([halo]),
    )  # fmt: skip


def layer(depth: float, reach: float, spread: float, halo: float) -> Injury:
    d = np.array([depth])
    return describe_layer(
        device="x", site="cheek", skin=FACE, ablated_um=d / 2, dead_um=d, collagen_um=d, warm_um=2 * d, lifted_um=d,
        halo_mm=np.array([halo]), reach=reach, spread=spread, corneum_stimulus=0.1,
    )  # fmt: skip


def holds(less: Injury, more: Injury) -> None:
    for name in GROWS:
        a, b = getattr(less, name)[0], getattr(more, name)[0]
        assert 0.0 <= a <= b + 1e-9, (name, a, b)
        assert b <= 1.0, name
    for name in ("ablated_mm", "coagulated_mm", "heated_mm"):
        assert getattr(more, name)[0] >= 0.0, name


density, radius = st.floats(0.0, 30.0), st.floats(5.0, 400.0)
depth, halo = st.floats(1.0, 1600.0), st.floats(0.1, 0.7)


@few
@given(density, radius, depth, halo, st.floats(1.0, 3.0), st.sampled_from(["density", "radius", "depth", "halo"]))
def test_columns_never_do_less_when_more_is_done(n: float, r: float, z: float, length: float, k: float, what: str) -> None:
    more = {
        "density": (n * k, r, z, length),
        "radius": (n, r * k, z, length),
        "depth": (n, r, z * k, length),
        "halo": (n, r, z, length * k),
    }
    holds(columns(n, r, z, length), columns(*more[what]))


@few
@given(st.floats(0.0, 1600.0), st.floats(0.0, 1.0), st.sampled_from([0.0, 0.1, 0.5]), halo, st.floats(1.0, 3.0))
def test_layers_never_do_less_when_more_is_done(z: float, reach: float, spread: float, length: float, k: float) -> None:
    less = layer(z, reach, spread, length)
    holds(less, layer(z * k, reach, spread, length))
    holds(less, layer(z, min(1.0, reach * k), spread, length))
    holds(less, layer(z, reach, spread, length * k))
