"""Order that whole courses keep in every draw, with the injuries of real settings: more of it, darker skin, worse care."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest

from rederm.course import Course
from rederm.outlook import Outlook, simulate
from rederm.skin import Client

DRAWS = 32
TURNED_UP = {
    "plasma, passes": "opus-plasma on face at passes={}; 1 2 4",
    "plasma, power": "opus-plasma on face at power_W={}; 40 60 80",
    "fractional CO2, density": "fractional-co2 on face at density_pct={}; 5 10 20",
    "full-field CO2, passes": "full-co2 on face at passes={}; 1 2 3",
    "full-field Er:YAG, passes": "full-eryag on face at passes={}; 1 2 4",
    "TCA, strength": "tca-peel on face at concentration_pct={}; 10 20 35",
    "needles, length": "microneedling on face at needle_mm={}; 0.5 1 2",
    "1550 nm, energy": "nonablative-fractional on face at energy_mJ={}; 6 20 40",
}
SCATTER = 0.02  # of the largest: what the grids of a lesion leave from one setting to the next


def client(fitzpatrick: int = 4, **habits: str) -> Client:
    concern = {"kind": "wrinkles", "site": "face", "severity": 2}
    entries = {"age": 45, "sex": "female", "fitzpatrick": fitzpatrick, "concerns": [concern], "habits": habits}
    return Client.parse(entries, "invented")


def told(text: str, who: Client) -> Outlook:
    return simulate(who, Course.parse(f"1 session of {text}"), draws=DRAWS)


def closure(outlook: Outlook) -> np.ndarray:
    return outlook.per_session("closure_hours")


def redness(outlook: Outlook) -> np.ndarray:
    return outlook.per_session("erythema_days")


def darkening(outlook: Outlook) -> np.ndarray:
    return outlook.risks.pih


@pytest.mark.parametrize("figure", [closure, redness, darkening])
@pytest.mark.parametrize("name", TURNED_UP)
def test_more_injury_never_shortens_closure_or_redness_or_lowers_darkening(
    name: str, figure: Callable[[Outlook], np.ndarray]
) -> None:
    text, values = TURNED_UP[name].split("; ")
    found = [figure(told(text.format(value), client())) for value in values.split()]
    for less, more in pairwise(found):
        assert np.all(more >= less - SCATTER * np.max(less))
    assert np.median(found[-1]) > np.median(found[0])


@pytest.mark.parametrize("device", ["opus-plasma", "fractional-co2", "full-co2", "tca-peel", "microneedling", "helium-plasma"])
def test_a_darker_type_never_lowers_darkening_studied_or_not(device: str) -> None:
    found = [darkening(told(f"{device} on face", client(fitzpatrick))) for fitzpatrick in range(1, 7)]
    assert np.all(np.diff(found, axis=0) >= 0.0)


@pytest.mark.parametrize("device", ["opus-plasma", "fractional-co2", "full-co2", "tca-peel"])
def test_dry_care_never_speeds_closure(device: str) -> None:
    moist, dry = (closure(told(f"{device} on face, with {care} care", client())) for care in ("moist", "dry"))
    assert np.all(dry >= moist)


def test_sun_never_lowers_darkening() -> None:
    found = [
        darkening(told("fractional-co2 on face", client(sun=sun, sunscreen="sometimes"))) for sun in ("low", "moderate", "high")
    ]
    assert np.all(np.diff(found, axis=0) >= 0.0)
    shaded, bare = (
        darkening(told(f"fractional-co2 on face, with {care}", client())) for care in ("sun protected", "no sunscreen")
    )
    assert np.all(bare >= shaded)
