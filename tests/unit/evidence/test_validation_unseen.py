"""Draws of studies left out find their rows."""

from collections.abc import Mapping

import numpy as np
import pytest

from rederm.evidence import observations
from rederm.evidence.laplace import Fit
from rederm.evidence.observations import Observation
from rederm.evidence.unseen import left_out_of


class Double:
    """A law whose draw of each row is the row's own figure plus the number of the draw."""

    def __init__(self, rows: list[Observation], short: bool = False) -> None:
        self.rows, self.short = rows, short

    def fit(self) -> Fit:
        return Fit((), np.zeros(0), np.zeros((0, 0)), 0.0)

    def left_out_draws(self, whole: Fit, count: int) -> Mapping[str, np.ndarray]:
        studies = dict.fromkeys(row.study for row in self.rows)
        seen = {study: [row.observed for row in self.rows if row.study == study] for study in studies}
        rows = {study: np.add.outer(np.arange(count), np.array(values)) for study, values in seen.items()}
        return {study: draws[:, 1:] if self.short else draws for study, draws in rows.items()}


def test_each_row_gets_the_draws_of_its_own_column() -> None:
    given = observations()
    rows = [o for o in given if o.kind == "pih"][:8]
    found = left_out_of(Double(rows), 5)
    assert len(found) == 8
    for place, draws in found.items():
        np.testing.assert_allclose(draws, given[place].observed + np.arange(5))


def test_a_row_that_no_fit_stands_on_has_no_left_out_draws() -> None:
    given = observations()
    rows = [o for o in given if o.kind == "pih"][:3]
    assert {given[place].kind for place in left_out_of(Double(rows), 2)} == {"pih"}


def test_draws_that_do_not_fit_the_rows_of_a_study_are_refused() -> None:
    with pytest.raises(ValueError, match="expected"):
        left_out_of(Double([o for o in observations() if o.kind == "pih"][:3], short=True), 4)
