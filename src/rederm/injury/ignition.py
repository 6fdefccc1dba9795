"""Whether a pin's spark ignites: the voltage at the pin against the breakdown voltage of the air below it.

    V_b(d) = B p d / (ln(A p d) - ln ln(1 + 1/gamma))     Paschen, uniform field; least near 10 um in air
    fires where V > f_E V_b(d);   V ~ sqrt(P) on a load that stays the same;   ln d normal over pins and contacts
    p(P) = Phi(ln(d*(V) / d_0) / s),   f_E V_b(d*) = V:   gaps up to d* are bridged, and none where V is below the least V_b

The voltage itself is unknown: it is set so that the stated share of pins fires at the reference power. How much a point and
40 MHz lower the breakdown (f_E, 0.5 to 0.9) then cancels; what counts is how the gaps scatter. Pins that stand closer than the
least of the curve touch the skin and spark at its rim: they are counted as fired. Valid in still air of one atmosphere.

References: Paschen's law (`rederm sources paschen`, `rederm sources gap`).
"""

from functools import cache

import numpy as np

from rederm.draws import Samples
from rederm.injury.numerics_electric import BISECTIONS, WIDEST
from rederm.sources import load_table


def breakdown_voltage(gap: Samples) -> Samples:
    """V_b [V] at gaps [m] from that of the least voltage upwards; below it the least voltage."""
    a, b, second, pressure = _air()
    product = pressure * np.maximum(gap, least_gap())
    return np.asarray(b * product / (np.log(a * product) - np.log(np.log1p(1 / second))))


@cache
def least_gap() -> float:
    """Gap [m] at which air breaks down most easily."""
    a, _, second, pressure = _air()
    return float(np.e * np.log1p(1 / second) / (a * pressure))


def firing_probability(at_reference: Samples, drive: float, gap: Samples, scatter: Samples) -> Samples:
    """Share of pins that fire, (n,), at `drive` times the reference power, of which `at_reference` fire at the reference.

    gap: median gap [m]; scatter: sd of ln gap over pins and contacts.
    """
    from scipy.special import ndtr, ndtri

    with np.errstate(over="ignore"):
        bridged = gap * np.exp(scatter * ndtri(at_reference))
    reach = bridged_gap(np.sqrt(drive) * breakdown_voltage(bridged))
    with np.errstate(divide="ignore"):
        return np.asarray(ndtr(np.log(reach / gap) / scatter))


def bridged_gap(voltage: Samples) -> Samples:
    """The widest gap [m] that a voltage [V] over f_E bridges; 0 below the least breakdown voltage of air."""
    floor = least_gap()
    low, high = np.full_like(voltage, np.log(floor)), np.full_like(voltage, np.log(floor * WIDEST))
    for _ in range(BISECTIONS):
        middle = (low + high) / 2
        enough = breakdown_voltage(np.exp(middle)) <= voltage
        low, high = np.where(enough, middle, low), np.where(enough, high, middle)
    return np.where(voltage >= breakdown_voltage(np.full(1, floor))[0], np.exp(low), 0.0)


@cache
def _air() -> tuple[float, float, float, float]:
    """A [1/m/torr], B [V/m/torr], gamma, pressure [torr]."""
    table = load_table("posterior/plasma")
    return (
        table.number("paschen.ionisation", "1/cm/torr") * 100,
        table.number("paschen.field", "V/cm/torr") * 100,
        table.number("paschen.secondary_emission", "1"),
        table.number("paschen.pressure", "torr"),
    )
