import numpy as np
import pytest

from heat_cases import skin
from rederm.injury.heat_grid import centres, column, faces, rings
from rederm.injury.heat_shape import hole, outermost
from rederm.injury.heat_sources import deposition, regrid
from rederm.injury.heat_tissue import layers
from rederm.injury.heat_types import Field, HeatSource


def test_faces_start_at_the_surface_and_are_fine_where_asked() -> None:
    edges = faces(5e-6, 300e-6, 400e-6, 1e-3)
    widths = np.diff(edges)
    assert edges[0] == 0.0
    assert edges[-1] >= 1e-3
    assert np.all(widths > 0)
    assert widths[(edges[:-1] > 299e-6) & (edges[1:] < 401e-6)] == pytest.approx(5e-6)


def uniform(radius: np.ndarray, depth: np.ndarray) -> Field:
    volume = np.outer(np.diff(depth), np.diff(radius**2))
    return Field(radius, depth, volume / volume.sum())


def test_a_uniform_field_stays_uniform_on_another_grid_and_keeps_its_total() -> None:
    field = uniform(np.array([0.0, 1e-4, 1.7e-4, 3e-4]), np.array([0.0, 5e-5, 4e-4]))
    grid = rings(faces(7e-6, 0.0, 2e-4, 5e-4), faces(9e-6, 0.0, 3e-4, 6e-4))
    share = regrid(field, grid)
    assert share.sum() == pytest.approx(1.0, rel=1e-14)
    inside = np.outer(grid.depth[1:] <= 4e-4, grid.radius[1:] <= 3e-4)
    density = (share / np.outer(grid.height, grid.area))[inside]
    assert density == pytest.approx(np.full(density.size, density[0]), rel=1e-12)
    assert share[np.outer(grid.depth[:-1] >= 4e-4, np.ones(grid.width.size, bool))].sum() == 0.0


def test_a_field_that_reaches_beyond_the_grid_loses_nothing() -> None:
    field = uniform(np.array([0.0, 5e-3]), np.array([0.0, 5e-3]))
    grid = rings(faces(1e-5, 0.0, 1e-4, 2e-4), faces(1e-5, 0.0, 1e-4, 2e-4))
    assert regrid(field, grid).sum() == pytest.approx(1.0, rel=1e-14)


def test_fields_of_the_same_numbers_are_one_and_those_of_others_are_not() -> None:
    edges = np.array([0.0, 1e-4, 3e-4])
    one, same, other = uniform(edges, edges), uniform(edges, edges.copy()), uniform(edges, 2 * edges)
    assert one == same
    assert hash(one) == hash(same)
    assert one != other
    with pytest.raises(ValueError, match="read-only"):
        one.share[0, 0] = 1.0
    with pytest.raises(ValueError, match="total 1"):
        Field(edges, edges, np.ones((2, 2)))


@pytest.mark.parametrize(
    "source",
    [
        HeatSource(1.0, 1.0, 100e-6),
        HeatSource(1.0, 1.0, 100e-6, "tophat"),
        HeatSource(1.0, 1.0, 100e-6, joule_share=0.5, root_radius=40e-6),
        HeatSource(1.0, 1.0, 100e-6, field=uniform(np.array([0.0, 2e-4]), np.array([0.0, 3e-4]))),
    ],
)
def test_every_deposition_has_unit_total(source: HeatSource) -> None:
    grid = rings(faces(5e-6, 0.0, 200e-6, 5e-4), faces(5e-6, 0.0, 200e-6, 2e-3))
    shape = deposition(source, grid)
    total = (1 - shape.volume_share) * (shape.beam * grid.area).sum() + shape.volume_share * shape.volume.sum()
    assert total == pytest.approx(1.0)


def test_half_of_the_joule_heat_lies_within_twice_the_root() -> None:
    grid = rings(faces(2e-6, 0.0, 300e-6, 4e-3), faces(2e-6, 0.0, 300e-6, 4e-3))
    shape = deposition(HeatSource(1.0, 1.0, 1e-4, joule_share=1.0, root_radius=40e-6), grid)
    distance = np.hypot(centres(grid.depth)[:, None], centres(grid.radius)[None, :]).ravel()
    assert shape.volume[distance < 80e-6].sum() == pytest.approx(0.5, abs=0.02)


def test_layers_follow_the_thickness_of_the_skin() -> None:
    found = layers(np.array([10e-6, 500e-6, 1.5e-3]), skin(), 0.18)
    assert found.wet_conductivity.tolist() == [0.28, 0.42, 0.20]
    assert found.latent[2] < found.latent[1]


def test_boundary_lies_between_the_cells_that_disagree() -> None:
    assert outermost(np.array([1.0, 2.0, 3.0]), np.array([2.0, 1.0, -3.0])) == pytest.approx(2.25)
    assert outermost(np.array([1.0, 2.0]), np.array([-1.0, -2.0])) == 0.0


def test_hole_is_as_wide_as_the_columns_that_were_drilled() -> None:
    grid = rings(np.array([0.0, 1.0, 2.0, 3.0]), column(np.array([0.0, 1.0])).depth)
    radius = hole(np.array([4.0, 2.0, 0.0]), grid, np.array([1.0, 3.0, 5.0]))
    assert radius == pytest.approx([2.0, 1.0, 0.0])
