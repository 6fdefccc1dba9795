"""What must hold of the heat solver whatever the dose."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heat_cases import ERBIUM, MEDIAN, WHOLE, co2, co2_layer, erbium_layer, skin, spark
from rederm.injury.heat import solve_heat
from rederm.injury.heat_types import Closure, HeatSource

DOSES = st.floats(0.05, 1.5)
MORE = st.floats(1.02, 2.0)
CASES = [
    (co2(60.0, 120.0, 30.0), MEDIAN),
    (co2(150.0, 400.0, 3.0, 0.0), MEDIAN),
    (erbium_layer(10.0), ERBIUM),
    (co2_layer(15.0), MEDIAN),
    (spark(3.0), WHOLE),
]


@pytest.mark.parametrize(("source", "closure"), CASES)
@settings(deadline=None, max_examples=8, derandomize=True)
@given(dose=DOSES, more=MORE)
def test_more_energy_never_makes_a_shallower_hole(source: HeatSource, closure: Closure, dose: float, more: float) -> None:
    """At one pulse length, so that power grows with the energy."""
    less = replace(source, energy=source.energy * dose)
    low = solve_heat(less, skin(), closure)
    high = solve_heat(replace(less, energy=less.energy * more), skin(), closure)
    assert high.ablation_depth >= low.ablation_depth


@settings(deadline=None, max_examples=10, derandomize=True)
@given(dose=DOSES, more=MORE)
def test_a_longer_pulse_of_the_same_power_never_makes_a_shallower_hole(dose: float, more: float) -> None:
    less = co2(60.0 * dose, 120.0, 30.0)
    low = solve_heat(less, skin(), MEDIAN)
    high = solve_heat(replace(less, energy=less.energy * more, pulse=less.pulse * more), skin(), MEDIAN)
    assert high.ablation_depth >= low.ablation_depth
    assert high.dead_depth >= 0.98 * low.dead_depth


@settings(deadline=None, max_examples=8, derandomize=True)
@given(
    useful=st.floats(0.3, 1.0),
    returned=st.floats(0.0, 0.95),
    ablation=st.floats(150.0, 700.0),
    dry=st.floats(0.08, 0.4),
    energy=st.floats(1.0, 200.0),
    power=st.floats(1.0, 60.0),
)
def test_energy_closes_for_any_closure(
    useful: float, returned: float, ablation: float, dry: float, energy: float, power: float
) -> None:
    closure = replace(MEDIAN, useful_share=useful, returned_share=returned, ablation_temperature=ablation, dry_conductivity=dry)
    assert solve_heat(co2(energy, 120.0, power), skin(), closure).energy_error < 1e-6
