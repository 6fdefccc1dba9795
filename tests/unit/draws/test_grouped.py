"""Groups of parameters are drawn apart: alike under one number, independent under two, tied within and not across."""

import numpy as np
import pytest

from rederm.course import Course
from rederm.devices import device_names, load_device
from rederm.draws import Grouped, Samples, group_of, groups
from rederm.draws.grouped import SOLVED
from rederm.injury import injure
from rederm.skin import skin_of
from rederm.sources import load_table, table_names

MANY = np.arange(4000)


def drawn(**numbers: np.ndarray) -> Grouped:
    return Grouped(len(next(iter(numbers.values()))), 7, numbers)


def test_rows_with_one_number_have_the_group_in_common_and_others_do_not() -> None:
    draws = drawn(healing=np.array([5, 5, 6]), look=np.array([1, 2, 2]))
    rate, noise = draws["healing.tau_loss"], draws["outcome.con_fine"]
    assert rate[0] == rate[1] != rate[2]
    assert noise[0] != noise[1] == noise[2]


def test_a_group_without_a_number_stands_at_its_median() -> None:
    draws = drawn(healing=np.array([5, 6]))
    assert (draws.normal("outcome.con_fine") == 0).all()
    assert (draws["risk.pih.tau"] == load_table("posterior/risk")["pih.tau"].value).all()


def test_noise_is_standard_normal_and_that_of_two_groups_independent() -> None:
    draws = drawn(person=MANY, healing=MANY, clinic=MANY)
    noises = np.stack([draws.normal(name) for name in ("healing.person", "healing.tau_loss", "comfort.pain.study")])
    assert noises.mean(axis=1) == pytest.approx(0.0, abs=0.06)
    assert noises.std(axis=1) == pytest.approx(1.0, abs=0.04)
    assert np.corrcoef(noises)[np.triu_indices(3, 1)] == pytest.approx(0.0, abs=0.06)


def test_ties_hold_within_a_group_and_are_dropped_across_groups() -> None:
    draws = drawn(heat=MANY, optics=MANY)

    def correlation(one: str, other: str) -> float:
        return float(np.corrcoef(draws.normal(one), draws.normal(other))[0, 1])

    assert correlation("lesion.coagulation_scale", "lesion.returned_share") == pytest.approx(-0.319, abs=0.05)
    assert correlation("lesion.coagulation_scale", "light.open_returned_share") == pytest.approx(0.0, abs=0.06)


def test_a_row_hangs_on_nothing_that_is_asked_beside_it() -> None:
    both = drawn(healing=np.array([5, 9]), person=np.array([1, 2]))
    alone = drawn(healing=np.array([9]), person=np.array([2]))
    for name in ("healing.tau_loss", "healing.person", "healing.redness.flush"):
        assert both.normal(name)[1] == pytest.approx(alone.normal(name)[0], rel=1e-12)


def test_every_name_of_the_posterior_has_a_group_and_only_devices_are_left_to_the_last() -> None:
    known = [name for name in table_names() if name.startswith("posterior/")]
    names = [f"{table.removeprefix('posterior/')}.{key}" for table in known for key in load_table(table)]
    drawn_tables = [name for name in names if not name.startswith("observed.")]  # noise of what is seen is no draw
    assert [name for name in drawn_tables if group_of(name) == "device"] == []
    for device in device_names():
        for key in load_device(device).values:
            if key.startswith("physics."):
                assert group_of(f"{device}.{key.removeprefix('physics.')}") == "device"


@pytest.mark.parametrize("device", ["opus-plasma", "fractional-co2"])
def test_rows_that_share_a_solved_lesion_are_what_each_is_alone(device: str) -> None:
    """But for the axis of depth, which the lesions of a batch share."""
    setting, skin = Course.parse(f"1 session of {device} on cheek").sessions[0].setting, skin_of("cheek", 50)
    numbers = {name: np.array([1, 1, 2]) if name in SOLVED else np.array([1, 2, 3]) for name in groups()}
    together = injure(setting, skin, Grouped(3, 7, numbers))
    for row in (1, 2):
        alone = injure(setting, skin, Grouped(1, 7, {name: given[[row]] for name, given in numbers.items()}))
        for name in ("ablation_depth_um", "necrosis_depth_um", "coverage", "replaced_reticular", "lesions_per_cm2"):
            assert getattr(alone, name)[0] == pytest.approx(getattr(together, name)[row], rel=2e-3), name


@pytest.mark.parametrize("device", [name for name in device_names() if load_device(name).family in ("heat", "light")])
def test_a_solved_lesion_reads_no_other_groups_than_those_that_tell_lesions_apart(
    device: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: set[str] = set()

    class Solver(Grouped):
        def normal(self, name: str) -> Samples:
            asked.add(name)
            return super().normal(name)

    monkeypatch.setattr(Grouped, "first", lambda self, k: Solver(self.n, self.seed, self.numbers))
    course = Course.parse(f"1 session of {device} on cheek")
    injure(course.sessions[0].setting, skin_of("cheek", 50), drawn(**{name: np.array([1]) for name in groups()}), "cold air")
    assert asked
    assert {group_of(name) for name in asked} <= set(SOLVED)
