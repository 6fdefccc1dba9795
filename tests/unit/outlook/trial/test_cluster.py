"""A Dask cluster gives the bytes of one process, and a worker that dies costs the chunk it had in hand."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from rederm.draws import spread
from rederm.outlook.trial import engine
from rederm.outlook.trial.chunk import chunks_of
from rederm.outlook.trial.engine import run
from rederm.sources import InputError
from small_trial import content, fatal_once, first_row, invented, told

distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """The address of two worker processes on this machine."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None
    ) as local:
        yield local.scheduler_address


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDERM_WORKERS", "1")
    monkeypatch.setattr(engine, "MOST", 12)
    monkeypatch.setattr(engine, "STRATUM", 1)


def test_results_come_in_the_order_of_the_items(cluster: str) -> None:
    assert spread(abs, range(-9, 0), cluster=cluster) == list(range(9, 0, -1))


def test_two_workers_of_a_cluster_give_the_bytes_of_one_process(cluster: str, tmp_path: Path) -> None:
    assert content(run(invented(), tmp_path, cluster)) == content(run(invented()))


def test_a_worker_that_is_killed_costs_its_chunk_only(cluster: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spec = invented()
    chunks = chunks_of(spec, spec.cohort.sample(36, spec.seed).strata(spec.age_step), 12, 1)
    alone = content(run(spec))
    monkeypatch.setattr(engine, "observed", partial(fatal_once, str(tmp_path), first_row(chunks[0])))
    assert content(run(spec, cluster=cluster)) == alone
    begun = sorted(path.name for path in tmp_path.iterdir() if path.name != "killed")
    assert begun == sorted([f"killed-{first_row(chunks[0])}", *(f"{first_row(chunk)}-0" for chunk in chunks)])


def test_a_cluster_that_does_not_answer_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rederm.draws.cluster._PATIENCE", "1s")
    for address in ("tcp://127.0.0.1:9", "nonsense"):
        with pytest.raises(InputError, match=f"no Dask scheduler answers at {address}") as caught:
            spread(abs, [1], cluster=address)
        assert "\n" not in str(caught.value)


def test_the_wrapper_of_these_tests_works_as_the_engine_does(tmp_path: Path) -> None:
    chunk = chunks_of(invented(), invented().cohort.sample(36, 4).strata(), 12, 1)[0]
    assert content(told(str(tmp_path), chunk)) == content(engine.observed(chunk))
