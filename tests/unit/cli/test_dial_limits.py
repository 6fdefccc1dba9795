"""Below and above the limits of every dial of every device: one line that names the dial and its range, and exit 2."""

import math
import sys

import pytest

from rederm.cli import main
from rederm.devices import Dial, device_names, load_device, make_setting

NUMBERS = [
    (name, dial)
    for name in device_names()
    for dial in load_device(name).dials.values()
    if not dial.choices and dial.limits is not None
]
WORDS = [(name, dial) for name in device_names() for dial in load_device(name).dials.values() if dial.choices]


def refusal(name: str, given: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    """What `rederm lesion NAME --set GIVEN` says on stderr; nothing else may be said or computed."""
    monkeypatch.setattr(sys, "argv", ["rederm", "lesion", name, "--set", given, "--draws", "2"])
    with pytest.raises(SystemExit) as end:
        main()
    told = capsys.readouterr()
    assert end.value.code == 2
    assert told.out == ""
    assert told.err.startswith("rederm: ")
    assert told.err.count("\n") == 1
    return told.err


@pytest.mark.parametrize(("name", "dial"), NUMBERS, ids=lambda value: value if isinstance(value, str) else value.name)
@pytest.mark.parametrize("side", [0, 1], ids=["below", "above"])
def test_a_dial_outside_its_limits_is_refused_with_its_range(
    name: str, dial: Dial, side: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dial.limits is not None
    beyond = math.nextafter(dial.limits[side], (-math.inf, math.inf)[side])
    far = dial.limits[side] + (-1, 1)[side] * (1 + abs(dial.limits[side]))
    for value in (beyond, far):
        message = refusal(name, f"{dial.name}={value!r}", monkeypatch, capsys)
        assert dial.name in message
        assert f"{dial.limits[0]:g}..{dial.limits[1]:g}" in message


@pytest.mark.parametrize(("name", "dial"), WORDS, ids=lambda value: value if isinstance(value, str) else value.name)
def test_a_word_that_a_dial_does_not_know_is_refused_with_its_choices(
    name: str, dial: Dial, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    message = refusal(name, f"{dial.name}=sideways", monkeypatch, capsys)
    assert dial.name in message
    assert all(f"{choice:g}" if isinstance(choice, float) else str(choice) in message for choice in dial.choices)


@pytest.mark.parametrize(
    ("name", "dial", "given", "value"),
    [
        ("fractional-co2", "energy_mJ", "20 mJ", 20),
        ("fractional-co2", "density_pct", "5%", 5),
        ("fractional-co2", "spot_um", "120 µm", 120),
        ("full-co2", "fluence_J_cm2", "5 J/cm2", 5),
        ("nonablative-fractional", "wavelength_nm", "1550 nm", 1550),
    ],
)
def test_a_dial_may_be_given_with_its_own_unit(name: str, dial: str, given: str, value: float) -> None:
    assert make_setting(load_device(name), {dial: given})[dial] == value


@pytest.mark.parametrize("given", ["power_W=20 mW", "energy_mJ=20 J", "passes=2 mJ"])
def test_a_dial_in_another_unit_is_refused_as_it_was_given(
    given: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert given.split("=")[1] in refusal("fractional-co2", given, monkeypatch, capsys)
