"""Conductivity and permittivity of skin: the figures that its parameters give at the frequencies of the devices."""

import pytest

from rederm.injury.dielectric import complex_conductivity, conductivity, permittivity

# tissue, MHz, S/m, 1: rows gabriel-* of the evidence tables
PRINTED = [
    ("dry_skin", 1.0, 0.0132, 990.8),
    ("dry_skin", 6.78, 0.1471, 478.4),
    ("dry_skin", 13.56, 0.2380, 285.3),
    ("dry_skin", 40.68, 0.3798, 122.9),
    ("wet_skin", 1.0, 0.2216, 1834.9),
    ("wet_skin", 6.78, 0.3434, 304.5),
    ("wet_skin", 13.56, 0.3846, 177.3),
    ("wet_skin", 40.68, 0.4556, 93.0),
    ("fat", 1.0, 0.0189, 25.5),
    ("fat", 6.78, 0.0215, 16.1),
    ("fat", 13.56, 0.0240, 11.7),
    ("fat", 40.68, 0.0277, 7.2),
]


@pytest.mark.parametrize(("tissue", "megahertz", "sigma", "relative"), PRINTED)
def test_conductivity_and_permittivity_are_the_printed_ones(
    tissue: str, megahertz: float, sigma: float, relative: float
) -> None:
    assert conductivity(tissue, megahertz * 1e6) == pytest.approx(sigma, rel=3e-3)
    assert permittivity(tissue, megahertz * 1e6) == pytest.approx(relative, rel=1e-3, abs=0.05)


def test_moisture_decides_at_one_megahertz_and_hardly_at_forty() -> None:
    ratio = [conductivity("wet_skin", f) / conductivity("dry_skin", f) for f in (1e6, 40.68e6)]
    assert ratio[0] > 15
    assert ratio[1] < 1.25


def test_fat_carries_less_than_a_tenth_of_what_skin_carries_at_forty_megahertz() -> None:
    assert abs(complex_conductivity("wet_skin", 40.68e6)) > 10 * abs(complex_conductivity("fat", 40.68e6))
