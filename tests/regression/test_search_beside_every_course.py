"""The search of a plan finds what following every course of its lattice finds, on the median draw, within one per cent."""

from datetime import date
from itertools import product

import pytest

from example_clients import example_clients
from rederm.devices import device_names, load_device
from rederm.draws import Draws
from rederm.planning.candidates import concern_sites
from rederm.planning.explore import Explorer
from rederm.planning.lots import lot_of
from rederm.planning.space import Space
from rederm.planning.trial import Case

START = date(2026, 1, 5)


def spaces(name: str) -> list[Space]:
    client = example_clients()[name]
    lots = (lot_of(client, load_device(device), concern_sites(client)) for device in device_names())
    return [lot.space for lot in lots if lot.space is not None]


@pytest.mark.parametrize(
    "name", ["08-carla", "10-diego", "11-layla", *(pytest.param(n, marks=pytest.mark.slow) for n in ("04-otto", "07-sofia"))]
)
def test_the_search_leaves_less_than_a_per_cent_lying(name: str) -> None:
    case, draws = Case.of(example_clients()[name], START), Draws.at_median()
    found, best, followed, courses = 0.0, 0.0, 0, 0
    for space in spaces(name):
        hunter, every = Explorer(case, space, draws), Explorer(case, space, draws)
        hunter.search()
        for point in product(*(range(size) for size in space.sizes)):
            every.trial(point)
        found = max(found, hunter.best.value if hunter.best else 0.0)
        best = max(best, every.best.value if every.best else 0.0)
        followed, courses = followed + hunter.simulated, courses + every.simulated
    assert found >= 0.99 * best
    assert followed < courses
