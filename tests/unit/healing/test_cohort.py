"""Many clients and draws in one run: rows are independent of one another and of how they are spread."""

import numpy as np
import pytest

from healing_cases import client, face, session, shape
from rederm.draws import Draws
from rederm.healing import cohort
from rederm.healing.ageing import ageing_of
from rederm.healing.closure import closure_of
from rederm.healing.cohort import Rows, integrated, joined
from rederm.healing.host import care_of, host_of
from rederm.healing.impulses import impulse_of
from rederm.healing.parameters import care_table, parameters_of, session_tables, start_of

AT, DAYS = (0.0, 28.0), np.array([0.0, 10.0, 40.0, 200.0])
DRAWS = Draws(3, 4)


def rows(**who: object) -> Rows:
    person, skin = client(**who), face()  # type: ignore[arg-type]
    host, ageing = host_of(person, skin, DRAWS), ageing_of(person, DRAWS)
    cares = [care_of(session(day).aftercare, DRAWS) for day in AT]
    injuries = [shape(name, DRAWS.n) for name in ("plasma", "co2-1")]
    closures = [closure_of(i, skin, host, care, DRAWS) for i, care in zip(injuries, cares, strict=True)]
    p, rested = parameters_of(host, ageing, DRAWS), [np.ones(DRAWS.n)] * 2
    tables = session_tables(closures, [impulse_of(i, skin, DRAWS) for i in injuries], rested, rested, DRAWS)
    return Rows(start_of(p, ageing), p, *tables, np.zeros(DRAWS.n, np.int64), care_table(cares, host)[None], np.array([0.5]))


def test_a_cohort_is_its_clients_side_by_side_whatever_they_suffer_from() -> None:
    parts = [rows(), rows(fitzpatrick=5, sun="high"), rows(diabetes="uncontrolled"), rows(age=70)]
    together = integrated(joined(parts), DAYS, AT, [90.0, 118.0])
    alone = [integrated(part, DAYS, AT, [90.0, 118.0]) for part in parts]
    np.testing.assert_array_equal(together, np.concatenate(alone))
    assert not np.array_equal(alone[0], alone[1])


def test_chunks_and_threads_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = integrated(joined([rows()] * 4), DAYS, AT, [])
    monkeypatch.setattr(cohort, "CHUNK", 2)
    monkeypatch.setenv("REDERM_WORKERS", "2")
    np.testing.assert_array_equal(integrated(joined([rows()] * 4), DAYS, AT, []), whole)


def test_single_precision_is_the_same_rounded() -> None:
    whole = integrated(rows(), DAYS, AT, [])
    np.testing.assert_array_equal(integrated(rows(), DAYS, AT, [], np.float32), whole.astype(np.float32))
