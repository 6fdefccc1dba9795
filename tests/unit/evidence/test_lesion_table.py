"""The table of published lesions: every row can be asked for, cited, and says what it is for."""

import numpy as np
import pytest

from rederm.devices import published_device
from rederm.evidence.lesion_draws import RowDraws
from rederm.evidence.lesions import FIGURES, Lesion, lesions, own_terms
from rederm.sources import load_table, reference
from rederm.sources.value import Value

MODELLED = [row for row in lesions() if not row.no_model]


def test_every_row_has_an_id_of_its_own_and_a_source() -> None:
    assert len({row.id for row in lesions()}) == len(lesions()) > 100
    for row in lesions():
        assert reference(row.study).title


@pytest.mark.parametrize("row", MODELLED, ids=lambda row: row.id)
def test_a_row_with_a_model_asks_for_settings_that_its_device_has(row: Lesion) -> None:
    drawn = {dial: own_terms()[name].number(own_terms()[name].mean) for dial, name in (row.drawn or {}).items()}
    assert len(row.settings(drawn)) == 1 + len(row.others)
    assert row.sd > 0
    assert row.series


def test_a_row_without_a_model_says_why_and_is_not_fitted() -> None:
    for row in lesions():
        assert bool(row.no_model) != bool(row.device), row.id
        assert not (row.no_model and row.fitted)


def test_what_is_recalled_or_what_a_prior_rests_on_is_neither_fitted_nor_scored() -> None:
    for row in lesions():
        assert not (row.fitted and (row.memory or row.informs)), row.id
        assert row.scored != (row.memory or row.informs or bool(row.no_model)), row.id


def test_a_figure_that_was_summed_is_not_fitted_twice() -> None:
    fitted = {row.id for row in lesions() if row.fitted}
    for row in lesions():
        if row.id.endswith("-tot") and row.id in fitted:
            assert row.id.replace("-tot", "-coag") not in fitted


def test_a_dial_that_is_not_published_is_drawn_within_the_limits_of_the_device() -> None:
    row = next(row for row in MODELLED if row.id == "rat-abl")
    setting = row.settings({"energy_mJ": 1e6, "power_W": 20.0, "spot_um": 300.0})[0]
    assert setting["energy_mJ"] == published_device(row.device).dials["energy_mJ"].limits[1]  # type: ignore[index]


def test_a_section_is_the_rule_for_lengths_in_skin_and_a_crater_in_vitro_is_none() -> None:
    cut = {row.id: row.biopsy for row in MODELLED if row.kind in FIGURES}
    assert cut["eco2-120-80-abl"]
    assert not cut["kh96-10-1"]  # measured in vitro
    assert not cut["oct600"]  # an image in vivo


def some(own: dict[str, str], known: dict[str, float]) -> RowDraws:
    row = Lesion(id="x", study="y", kind="depth", observed=1.0, own=own, known=known)
    return RowDraws(32, 0, row, None)


BLUR = Value(100.0, "um", "assumed", ("x",), low=44.0, high=228.0, distribution="lognormal")


def test_a_term_of_a_series_stands_in_for_the_device_and_has_its_prior() -> None:
    found = some({"fractional-co2.blur": "blur.eco2"}, {}).of("fractional-co2.blur", BLUR)
    assert np.median(found) == pytest.approx(100.0, rel=0.1)
    assert not np.array_equal(found, some({}, {}).of("fractional-co2.blur", BLUR))  # its own stream


def test_what_is_known_does_not_vary() -> None:
    assert set(some({}, {"fractional-co2.blur": 0.0}).of("fractional-co2.blur", BLUR)) == {0.0}


def test_draws_that_share_a_lesion_have_one_to_stand_for_it_and_their_own_noise() -> None:
    draws = some({}, {})
    alike = draws.alike(3)
    assert alike.n == 2
    assert alike.first(16).n == 1
    value = load_table("posterior/lesion")["aspect"]
    np.testing.assert_array_equal(alike.of("lesion.aspect", value), draws.of("lesion.aspect", value)[[3, 19]])
    np.testing.assert_array_equal(alike.normal("lesion.depth_error"), draws.normal("lesion.depth_error")[[3, 19]])
