"""The feel of a session in words."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from rederm.outlook.feel import after_words, feel_words, level_words, sensations

ONES = np.ones(5)


def injury(energy: bool, layer: bool = False, **fields: float) -> Any:
    names = ("nerve_heat", "column_mm", "necrosis_depth_um", "ablation_depth_um", "epidermal_loss")
    return SimpleNamespace(
        **{name: fields.get(name, 0.0) * ONES for name in names},
        energy_balance_error=(0.0 if energy else np.nan) * ONES,
        layer=layer,
    )


@pytest.mark.parametrize(
    ("hurt", "words"),
    [
        (injury(True, nerve_heat=0.6), "heat"),
        (injury(True, layer=True), "heat"),
        (injury(True, nerve_heat=0.1), "pricking and heat"),
        (injury(True, nerve_heat=0.6, column_mm=0.03), "pricking and heat"),
        (injury(False, column_mm=0.005), "pricking and scratching"),
        (injury(False, necrosis_depth_um=190.0, epidermal_loss=1.0), "burning or rawness"),
        (injury(False, necrosis_depth_um=4.0, epidermal_loss=0.01), "tingling or scratching"),
    ],
)
def test_sensations_follow_what_is_done_to_the_nerves(hurt: Any, words: str) -> None:
    assert sensations(hurt) == words


@pytest.mark.parametrize(
    ("points", "words"), [(0.2, "hardly any pain"), (2.0, "mild pain"), (4.0, "moderate pain"), (8.0, "strong pain")]
)
def test_words_name_the_level(points: float, words: str) -> None:
    assert level_words(points * ONES) == words


def test_a_few_minutes_of_warmth_are_not_called_a_sunburn() -> None:
    assert after_words(0.2 * ONES, 0.0) == "hardly warm"
    assert after_words(1.0 * ONES, 0.0) == "warm for about an hour"
    assert after_words(2.2 * ONES, 0.0) == "hot like a sunburn for about 2 hours"


def test_cream_wears_off_in_words() -> None:
    assert after_words(2.2 * ONES, 120.0).endswith("while the cream wears off over about 2 hours")


def test_feel_is_one_text() -> None:
    assert (
        feel_words("Warm prickling.", 4 * ONES, "heat", "hardly warm")
        == "Heat, moderate pain; afterwards hardly warm. Warm prickling"
    )
    assert (
        feel_words("", 0.2 * ONES, "heat", "hardly warm", "numbed with a gel")
        == "Heat, hardly any pain; afterwards hardly warm. Numbed with a gel"
    )


def test_tingling_is_put_right_where_pain_says_more() -> None:
    assert "more than tingling" in feel_words("A tingling.", 4 * ONES, "heat", "warm")
    assert "more than tingling" not in feel_words("A tingling.", 2 * ONES, "heat", "warm")
