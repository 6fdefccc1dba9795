"""Model error stretches lesions without breaking their shape."""

import numpy as np

from rederm.injury.thermal import Layers, Lesions
from rederm.injury.thermal_error import stretch_bodies, stretch_holes, stretch_layers

DEPTH = np.linspace(0.0, 400.0, 201)


def cone(top: float, bottom: float, width: float) -> np.ndarray:
    """Radius of a body from `top` to `bottom`, widest at the top."""
    inside = (top <= DEPTH) & (bottom >= DEPTH)
    return np.where(inside, width * (1 - (DEPTH - top) / (bottom - top)), 0.0)


def lesions(n: int = 3, top: float = 0.0) -> Lesions:
    def rows(radius: np.ndarray) -> np.ndarray:
        return np.tile(radius, (n, 1))

    return Lesions(
        depth=DEPTH,
        ablated=rows(cone(0.0, 200.0, 60.0) if top == 0.0 else 0 * DEPTH),
        collagen=rows(cone(top, 240.0, 80.0)),
        dead=rows(cone(top, 280.0, 100.0)),
        warm=rows(cone(top, 320.0, 120.0)),
        ablation_depth=np.full(n, 200.0 if top == 0.0 else 0.0),
        collagen_depth=np.full(n, 240.0),
        dead_depth=np.full(n, 280.0),
        dry_depth=np.full(n, 210.0),
        nerve_area=np.full(n, 0.01),
        energy_error=np.zeros(n),
    )


def test_no_error_leaves_a_lesion_as_it_was() -> None:
    before = lesions()
    after = stretch_holes(before, np.ones(3), np.ones(3), np.ones(3))
    for name in ("ablated", "dead", "warm", "collagen"):
        seen = np.interp(DEPTH, after.depth, getattr(after, name)[0])
        assert np.abs(seen - getattr(before, name)[0])[DEPTH < 190].max() < 1.5
    assert after.dead_depth[0] == 280.0


def test_depth_error_moves_the_hole_and_rim_error_what_lies_around_it() -> None:
    after = stretch_holes(lesions(), np.array([1.0, 1.5, 1.0]), np.array([1.0, 1.0, 2.0]), np.array([1.0, 1.0, 2.0]))
    below = stretch_holes(lesions(), np.ones(3), np.array([1.0, 1.5, 2.0]), np.ones(3))
    np.testing.assert_allclose(below.dead_depth, [280, 320, 360])
    np.testing.assert_allclose(below.dead[:, 0], below.dead[0, 0])
    np.testing.assert_allclose(after.ablation_depth, [200, 300, 200])
    np.testing.assert_allclose(after.dead_depth, [280, 380, 360])
    at = int(np.searchsorted(after.depth, 20.0))
    rim = (after.dead - after.ablated)[:, at]
    assert np.isclose(rim[2], 2 * rim[0], rtol=0.02)
    assert (after.dead >= after.ablated - 1e-9).all()
    assert (after.warm >= after.dead - 1e-9).all()


def test_a_buried_body_grows_around_its_centre() -> None:
    after = stretch_bodies(lesions(top=120.0), np.array([0.5, 1.0, 2.0]), np.ones(3), 200.0)
    tops = [after.depth[np.flatnonzero(row > 0.0)[0]] for row in after.dead]
    assert tops[0] > tops[1] > tops[2]
    np.testing.assert_allclose(after.dead_depth, [240, 280, 360])
    assert (after.ablation_depth == 0.0).all()


def test_layers_keep_their_order_at_any_error() -> None:
    one = np.ones(2)
    layer = Layers(
        ablation_depth=20 * one,
        collagen_depth=30 * one,
        dead_depth=60 * one,
        warm_depth=90 * one,
        dry_depth=24 * one,
        nerve_share=one,
        energy_error=0 * one,
    )
    after = stretch_layers(layer, np.array([0.5, 2.0]), np.array([3.0, 0.2]))
    assert (after.ablation_depth <= after.dry_depth).all()
    assert (after.dry_depth <= after.dead_depth).all()
    assert (after.dead_depth <= after.warm_depth).all()
    np.testing.assert_allclose(after.dead_depth, [10 + 120, 40 + 8])
