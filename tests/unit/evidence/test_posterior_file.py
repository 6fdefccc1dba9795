"""Figures of a calibration into a table: what is not named stays byte for byte."""

import tomllib

import numpy as np
import pytest

from rederm.evidence.posterior_file import rewritten, rounded


def bounds(value: float, low: float, high: float) -> dict[str, float]:
    return {"value": value, "low": low, "high": high}


TABLE = """# What this is about: low = 3 and [brackets] in a comment stay.

[d.gamma]
value = 0.77
unit = "1"
low = 0.57
high = 0.99
method = "fitted"
source = ["rederm-derivation"]
prior = [1.0, 0.671, 1.33]
note = "value = 5 in words"

# between entries

[d.gamma_of_another]
value = 1
unit = "1"
low = 0
high = 2
"""


def test_only_the_three_figures_of_the_named_entry_change() -> None:
    old, new = TABLE.splitlines(), rewritten(TABLE, {"d.gamma": bounds(0.81234, 0.5, 1.1)}).splitlines()
    changed = {i: line for i, line in enumerate(new) if line != old[i]}
    assert len(old) == len(new)
    assert changed == {3: "value = 0.812", 5: "low = 0.5", 6: "high = 1.1"}


def test_the_same_figures_give_the_same_bytes() -> None:
    assert rewritten(TABLE, {"d.gamma": bounds(0.77, 0.57, 0.99)}) == TABLE


def test_what_was_written_is_read_again() -> None:
    table = tomllib.loads(rewritten(TABLE, {"d.gamma_of_another": bounds(np.float64(1571.4), -0.00012345, 2922.0)}))
    entry = table["d"]["gamma_of_another"]
    assert (entry["value"], entry["low"], entry["high"]) == (1570.0, -0.000123, 2920.0)
    assert table["d"]["gamma"]["value"] == 0.77


@pytest.mark.parametrize("key", ["d.unknown", "d"])
def test_an_entry_that_is_not_there_is_refused(key: str) -> None:
    with pytest.raises(KeyError, match="no entry"):
        rewritten(TABLE, {key: bounds(1.0, 0.5, 2.0)})


def test_an_entry_without_bounds_is_refused() -> None:
    with pytest.raises(KeyError, match="states no low, high"):
        rewritten('[fixed]\nvalue = 1\nunit = "1"\n', {"fixed": bounds(1.0, 0.5, 2.0)})


@pytest.mark.parametrize(("given", "kept"), [(0.0, 0.0), (1571.4, 1570.0), (-0.012345, -0.0123), (86.04, 86.0)])
def test_three_digits_are_kept(given: float, kept: float) -> None:
    assert rounded(given) == kept


def test_a_number_without_bounds_is_set_alone() -> None:
    text = '[fixed]\nvalue = 1\nunit = "1"\n'
    assert rewritten(text, {"fixed": {"value": 0.41}}) == '[fixed]\nvalue = 0.41\nunit = "1"\n'
