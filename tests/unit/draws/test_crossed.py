"""The same persons stand under every draw of a law, and a study elsewhere knows the same law at a clinic of its own."""

import re

import numpy as np

from rederm.draws import AnotherClinic, Crossed, Draws
from rederm.draws.crossed import clinic_names, of_a_clinic
from rederm.draws.persons import personal_names
from rederm.sources import DATA, load_table

LAW = Draws(40, 3)
CROSSED = Crossed(LAW, 16)
OWN, CLINIC, SHARED = "healing.closure.person", "outcome.study.wrinkles", "healing.front_speed"


def test_persons_are_the_same_under_every_draw_of_the_law() -> None:
    each = CROSSED.normal(OWN).reshape(40, 16)
    np.testing.assert_array_equal(each, np.broadcast_to(each[0], each.shape))
    assert np.unique(each[0]).size == 16


def test_persons_of_a_block_take_each_sixteenth_of_a_name_once() -> None:
    from scipy.special import ndtr

    assert sorted((ndtr(CROSSED.normal(OWN)[:16]) * 16).astype(int)) == list(range(16))


def test_what_is_nobodys_own_is_that_of_the_draw() -> None:
    for name in (CLINIC, SHARED):
        np.testing.assert_array_equal(CROSSED.normal(name).reshape(40, 16).T, np.tile(LAW.normal(name), (16, 1)))
    np.testing.assert_array_equal(CROSSED["healing.front_speed"].reshape(40, 16)[:, 5], LAW["healing.front_speed"])


def test_another_clinic_differs_in_what_is_a_clinics_and_in_nothing_else() -> None:
    there = AnotherClinic(40, 3)
    assert abs(np.corrcoef(there.normal(CLINIC), LAW.normal(CLINIC))[0, 1]) < 0.5
    assert not np.any(there["healing.closure.scale"] == LAW["healing.closure.scale"])
    for name in (SHARED, "outcome.d.w_p.wrinkles", "lesion.depth_error"):
        np.testing.assert_array_equal(there.normal(name), LAW.normal(name))
    np.testing.assert_array_equal(there.first(16).normal(CLINIC), there.normal(CLINIC)[:16])


def test_whatever_a_table_says_to_differ_between_clinics_is_a_clinics() -> None:
    """By the notes of what is drawn; sd of a clinic's effect stand beside the name that is drawn with it."""
    said = {
        f"{path.stem}.{key}"
        for path in (DATA / "posterior").glob("*.toml")
        for key, value in load_table(f"posterior/{path.stem}").items()
        if value.low is not None and re.search(r"between clinics|^clinics\b", value.note) and value.value == 1.0
    }
    assert said == {name for name in clinic_names() if name.startswith(("healing.", "comfort."))}
    assert of_a_clinic(CLINIC)
    assert not clinic_names() & personal_names()
