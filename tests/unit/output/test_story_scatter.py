"""Cells reach a place of the line from the nearest rim or duct of all, though far ones are not asked."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from rederm.output.story_scatter import Adnexum, path_to

STRUCK: Any = SimpleNamespace(duct_depth_um=300.3, patch_um=77.7)
LINE = np.arange(-2500.0, 2500.0, 20.0)


@pytest.mark.parametrize(("ducts", "patches"), [(0, 0), (30, 0), (0, 40), (40, 600), (3, 2)])
def test_the_path_is_the_shortest_of_all_paths(ducts: int, patches: int) -> None:
    rng = np.random.default_rng(ducts + patches)
    side = (3600.0, 1100.0)
    adnexa = [Adnexum("duct", float(x), float(y), bool(rng.random() < 0.7)) for x, y in rng.uniform(-1, 1, (ducts, 2)) * side]
    rims = rng.uniform(-1, 1, (patches, 2)) * side
    every = [np.hypot(LINE - a.x, a.y) + STRUCK.duct_depth_um for a in adnexa if a.works]
    every += [np.hypot(LINE - x, y) - STRUCK.patch_um for x, y in rims]
    shortest = np.min(every, axis=0) if every else np.full(LINE.size, np.inf)
    np.testing.assert_array_equal(path_to(LINE, adnexa, rims, STRUCK), shortest)
