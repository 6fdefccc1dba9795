"""Regions, downtime and apparent age."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from rederm.draws import Draws
from rederm.look import age_curve
from rederm.outlook.apparent_age import told_ages
from rederm.outlook.days import day_grid
from rederm.outlook.downtime import social_downtime_days
from rederm.outlook.region import mixed
from rederm.outlook.regions import covered, places_on
from rederm.skin import FACE_PARTS, load_site
from rederm.sources import InputError


def course(*visits: tuple[str, ...]) -> Any:
    def session(sites: tuple[str, ...]) -> Any:
        return SimpleNamespace(sites=sites, treats=lambda site: site in sites or (site in FACE_PARTS and "face" in sites))

    return SimpleNamespace(sessions=[session(v) for v in visits], sites=tuple(dict.fromkeys(s for v in visits for s in v)))


def area(name: str) -> float:
    return load_site(name).number("area", "cm^2")


def test_a_concern_on_a_part_is_treated_by_the_whole_face() -> None:
    assert covered(course(("face",)), "cheek", area) == {"face": 1.0}
    assert covered(course(("cheek",)), "cheek", area) == {"cheek": 1.0}
    assert covered(course(("neck",)), "cheek", area) == {}
    assert covered(course(("face",)), "eyelid", area) == {}


def test_a_concern_on_the_face_counts_the_area_that_is_treated() -> None:
    shares = covered(course(("cheek", "nose")), "face", area)
    assert shares["cheek"] == pytest.approx(area("cheek") / area("face"))
    assert sum(shares.values()) < 1
    both = covered(course(("face",), ("cheek",)), "face", area)
    assert sum(both.values()) == pytest.approx(1.0)
    assert covered(course(("face",)), "face", area) == {"face": 1.0}


def test_a_part_named_beside_the_face_gets_both() -> None:
    both = course(("face",), ("cheek",), ("neck",))
    assert len(places_on(both, "cheek")) == 2
    assert len(places_on(both, "face")) == 1


def test_what_is_not_treated_stays_as_it_is() -> None:
    assert mixed({"a": 0.25}, {"a": np.array([0.4])}, np.array([1.0])) == pytest.approx([0.85])


def test_days_out_of_range_are_refused() -> None:
    with pytest.raises(InputError, match=r"days = 0 is outside 1\.\.3650"):
        day_grid((0.0,), 0)


def test_downtime_lasts_until_closed_crust_free_and_unswollen() -> None:
    one = np.ones((1, 2))
    healing: Any = SimpleNamespace(closure_hours=48 * one, crust_days=np.array([[5.0, 1.0]]), edema_days=3 * one)
    assert social_downtime_days(healing).tolist() == [[5.0, 3.0]]


class TestApparentAge:
    draws = Draws(80, seed=9)
    habits = SimpleNamespace(smoker=False, sunscreen="daily", sun="low", skincare="none", nutrition="good")
    client = SimpleNamespace(age=52.0, ageing_in_family="average", habits=habits)

    def ages(self, left: float) -> tuple[dict[str, np.ndarray], bool]:
        curve = age_curve(SimpleNamespace(kind="wrinkles", subtype=None), self.client, self.draws)
        assert curve is not None
        alone = curve.over(52.0, np.array([365.25]))[:, 0]
        return told_ages([curve], [1.0], [left * alone], [alone], 52.0, 53.0, self.draws)

    def younger(self, left: float) -> np.ndarray:
        ages, _ = self.ages(left)
        return np.asarray(ages["untreated"] - ages["treated"])

    def test_untreated_skin_is_as_old_as_it_is_give_or_take_what_faces_of_one_age_differ(self) -> None:
        ages, beyond = self.ages(1.0)
        assert not beyond
        assert (ages["treated"] == ages["untreated"]).all()
        assert np.median(ages["untreated"]) == pytest.approx(53.0, abs=0.5)
        assert 3 < np.std(ages["untreated"]) < 5

    def test_fewer_wrinkles_look_younger(self) -> None:
        assert (self.younger(0.8) > 0).all()
        assert (self.younger(0.6) >= self.younger(0.8)).all()

    def test_an_age_below_what_youth_had_stands_at_the_youngest_and_says_so(self) -> None:
        ages, beyond = self.ages(0.01)
        assert beyond
        assert np.median(ages["treated"]) == pytest.approx(18.0, abs=0.5)
