"""Three levels of whose gain a band is."""

import numpy as np

from rederm.draws import Draws
from rederm.look import LEVELS, spread
from rederm.look.spread import clinic_spread
from rederm.sources import load_table

DRAWS = Draws(4000, seed=2)


def test_a_band_widens_from_the_middle_of_clinics_to_one_like_those_that_published_to_any() -> None:
    middle, published, any_clinic = (spread("wrinkles", DRAWS, level=level) for level in LEVELS)
    assert (middle == 0.0).all()
    assert 0.0 < published.std() < any_clinic.std()
    assert (spread("wrinkles", DRAWS) == any_clinic).all()


def test_a_clinic_that_nobody_reported_has_at_least_the_floor() -> None:
    floor = load_table("posterior/outcome").number("study_sd", "1")
    fitted = load_table("posterior/observation").number("study_sd", "1")
    assert clinic_spread("any_clinic") == max(floor, fitted) >= 0.6
    assert clinic_spread("clinic_like_the_rows") == fitted


def test_clinic_and_person_are_the_same_at_every_level_but_for_their_size() -> None:
    published, any_clinic = (spread("wrinkles", DRAWS, level=level) for level in LEVELS[1:])
    apart = any_clinic - published
    z = DRAWS.normal("outcome.study.wrinkles")
    assert np.allclose(apart, (clinic_spread("any_clinic") - clinic_spread("clinic_like_the_rows")) * z)
