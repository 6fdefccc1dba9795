"""A key is made once: what was locked with the first must open with what is kept."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

from rederm.clinic.project.place import Place


def test_all_who_ask_first_at_once_get_the_same_key(tmp_path: Path) -> None:
    place, together = Place(tmp_path, "", False, ()), Barrier(8)

    def ask(name: str) -> bytes:
        together.wait()
        return place.secret(name)

    with ThreadPoolExecutor(8) as crew:
        for number in range(20):
            name = f"key-{number}"
            assert set(crew.map(ask, [name] * 8)) == {place.secret(name)}
    assert {path.stat().st_mode & 0o777 for path in place.keys.iterdir()} == {0o600}
