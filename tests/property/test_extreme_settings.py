"""Every device at the ends of every dial, at all-low and all-high corners and at random legal settings: the answer stays sane.

Sane: finite bands in order, the energy of the solver closed, no exception, and no lesion that takes longer than LONGEST. Thin
skin is the eyelid where the device may treat it, else the neck; thick skin is the back. Draws are few: the claim is of range.
"""

import math
import random
import time
from collections.abc import Iterator

import pytest

from rederm.devices import Device, Dial, DialValue, device_names, load_device, make_setting, show
from rederm.injury import lesion_report
from rederm.injury.report import BANDS

DRAWS = 3
SAMPLES = 12  # random settings a device and site
BALANCE = 1e-3  # of the energy in
LONGEST = 5.0  # s of processor time for one report, DRAWS lesions, compiled code ready
Dials = dict[str, DialValue]


def ends(dial: Dial) -> tuple[DialValue, DialValue]:
    """Lowest and highest legal value; first and last choice of a word."""
    if dial.choices:
        return dial.choices[0], dial.choices[-1]
    assert dial.limits is not None
    return dial.limits


def drawn(dial: Dial, chance: random.Random) -> DialValue:
    """A legal value: any choice, any whole number, else log-uniform where the range spans a decade."""
    if dial.choices:
        return chance.choice(dial.choices)
    assert dial.limits is not None
    low, high = dial.limits
    if dial.whole:
        return float(chance.randint(int(low), int(high)))
    if low > 0 and high > 10 * low:
        return min(max(math.exp(chance.uniform(math.log(low), math.log(high))), low), high)
    return chance.uniform(low, high)


def settings(device: Device) -> Iterator[Dials]:
    """Each dial at both ends, the others default; all low and all high; seeded random settings."""
    for name, dial in device.dials.items():
        for value in dial.choices or ends(dial):
            yield {name: value}
    for side in (0, 1):
        yield {name: ends(dial)[side] for name, dial in device.dials.items()}
    chance = random.Random(f"rederm {device.name}")
    for _ in range(SAMPLES):
        yield {name: drawn(dial, chance) for name, dial in device.dials.items()}


def places(device: Device, dials: Dials) -> tuple[str, str]:
    """Thin and thick skin that this setting may treat."""
    lid = make_setting(device, dials).refused_on("eyelid") is None
    return ("eyelid" if lid else "neck"), "back"


def wrong(device: Device, dials: Dials, site: str) -> tuple[str, float]:
    """What is not sane in the answer, and the processor time [s] it took."""
    start = time.process_time()
    try:
        answer = lesion_report(device.name, dials, site=site, draws=DRAWS).to_json()
    except Exception as error:  # whatever it is, it is an offence here
        return f"{type(error).__name__}: {error}", time.process_time() - start
    took = time.process_time() - start
    found = []
    for name in BANDS:
        band = answer[name]
        if band is None:
            continue
        values = [band["low"], band["median"], band["high"]]
        if not all(math.isfinite(value) and value >= 0 for value in values):
            found.append(f"{name} {values}")
        elif not values[0] <= values[1] <= values[2]:
            found.append(f"{name} out of order {values}")
    if answer["coverage"]["high"] > 1:
        found.append(f"coverage {answer['coverage']['high']}")
    error = answer["energy_balance_error"]
    if error is not None and not error < BALANCE:
        found.append(f"energy balance {error:.1e}")
    if took > LONGEST:
        found.append(f"took {took:.1f} s")
    return "; ".join(found), took


def told(device: Device, dials: Dials, site: str) -> str:
    """The command that shows the same."""
    words = " ".join(f"--set {name}={show(value)}" for name, value in dials.items())
    return f"rederm lesion {device.name} {words} --site {site} --draws {DRAWS}"


@pytest.mark.slow
@pytest.mark.parametrize("name", device_names())
def test_every_legal_setting_has_a_sane_answer(name: str) -> None:
    lesion_report(name, {}, draws=DRAWS)  # compiles what is not compiled yet
    device = load_device(name)
    offenders, times = [], []
    for dials in settings(device):
        for site in places(device, dials):
            offence, took = wrong(device, dials, site)
            times.append((took, told(device, dials, site)))
            if offence:
                offenders.append(f"{told(device, dials, site)}: {offence}")
    slowest = max(times)
    print(f"{name}: {len(times)} settings, {sum(took for took, _ in times):.1f} s, slowest {slowest[0]:.2f} s: {slowest[1]}")
    assert not offenders, "\n".join(offenders)
