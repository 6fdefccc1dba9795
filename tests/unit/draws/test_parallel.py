"""Work spread over processes: what comes back, and what is said when one of them is killed."""

import os
import signal
from pathlib import Path

import pytest

from rederm.draws import spread
from rederm.draws.parallel import as_done
from rederm.sources import InputError


def killed_at_three(item: int) -> int:
    if item == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return item


@pytest.mark.parametrize("workers", ["1", "2"])
def test_every_item_is_given_once_with_its_place(workers: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDERM_WORKERS", workers)
    items = ["a/b", "c", "d/e"]
    assert dict(as_done(Path, items)) == dict(enumerate(map(Path, items)))
    assert spread(Path, items, python=True) == list(map(Path, items))


def test_a_killed_worker_process_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDERM_WORKERS", "2")
    with pytest.raises(InputError, match="a worker process was killed") as caught:
        list(as_done(killed_at_three, range(6)))
    assert "\n" not in str(caught.value)
