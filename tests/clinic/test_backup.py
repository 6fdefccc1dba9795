"""A clinic that was wiped and restored is the clinic that was; a backup that was touched is refused."""

import io
import json
import os
import re
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from rederm.clinic.project import archive
from rederm.clinic.project.archive import CHUNK, Opening, Sealing
from rederm.sources import InputError

HERE = Path(__file__).parent
LOG_IN = {"audit_entry", "audit_head", "django_session", "accounts_user", "axes_accesslog"}  # what `tell` writes as it logs in
WORDS = "four words are better"


def run(*words: object, fails: bool = False) -> str:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("REDERM_") or key == "REDERM_CACHE"}
    done = subprocess.run([sys.executable, *map(str, words)], capture_output=True, text=True, env=environment, timeout=120)
    assert (done.returncode != 0) == fails, done.stdout + done.stderr
    return done.stderr if fails and done.stderr else done.stdout


def rederm(*words: object, fails: bool = False) -> str:
    return run("-m", "rederm.cli", "clinic", *words, fails=fails)


def told(folder: Path, *more: str) -> dict[str, Any]:
    return dict(json.loads(run(HERE / "a_clinic.py", "tell", folder, *more)))


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """What makes guessing slow is not what is tried here."""
    monkeypatch.setattr(archive, "SCRYPT_N", 1 << 8)


def sealed(content: bytes, passphrase: str = WORDS) -> bytes:
    out = io.BytesIO()
    with Sealing(out, passphrase) as stream:
        for start in range(0, len(content), 300_000):
            stream.write(content[start : start + 300_000])
    return out.getvalue()


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 77])
def test_what_was_sealed_is_opened_at_every_length(size: int, quick: None) -> None:
    content = os.urandom(size)
    assert io.BufferedReader(Opening(io.BytesIO(sealed(content)), WORDS)).read() == content


def broken(kept: bytes, how: str) -> bytes:
    head, one = kept[:31], CHUNK + 16
    first, second, rest = kept[31 : 31 + one], kept[31 + one : 31 + 2 * one], kept[31 + 2 * one :]
    return {
        "one bit": kept[:5000] + bytes([kept[5000] ^ 1]) + kept[5001:],
        "its head": kept[:10] + bytes([kept[10] ^ 1]) + kept[11:],
        "cut at a chunk": head + first,
        "cut within one": kept[:-5],
        "a chunk left out": head + first + rest,
        "chunks exchanged": head + second + first + rest,
        "added to": kept + b"x",
        "nothing": b"",
        "another file": b"PK\x03\x04" + kept,
    }[how]


TOUCHED = ("one bit", "its head", "cut at a chunk", "cut within one", "a chunk left out", "chunks exchanged", "added to")


@pytest.mark.parametrize("how", [*TOUCHED, "nothing", "another file"])
def test_a_backup_that_was_touched_is_refused(how: str, quick: None) -> None:
    kept = broken(sealed(os.urandom(2 * CHUNK + 1000)), how)
    with pytest.raises(InputError, match=r"cannot be opened|no backup"):
        io.BufferedReader(Opening(io.BytesIO(kept), WORDS)).read()


def test_another_passphrase_opens_nothing(quick: None) -> None:
    with pytest.raises(InputError, match="passphrase is another"):
        Opening(io.BytesIO(sealed(b"secret")), WORDS + "!").read(1)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a clinic, its passphrase, and a backup without keys and one with."""
    folder = tmp_path_factory.mktemp("backup")
    run(HERE / "a_clinic.py", "make", folder / "clinic")
    (folder / "words").write_text(WORDS + "\n")
    return folder


@pytest.fixture(scope="module")
def kept(place: Path) -> Path:
    said = rederm("backup", "--data", place / "clinic", "--to", place / "b.rederm", "--passphrase-file", place / "words")
    assert "keep a copy of" in said
    return place / "b.rederm"


@pytest.fixture(scope="module")
def restored(place: Path, kept: Path) -> Path:
    words = ("--passphrase-file", place / "words", "--keys", place / "clinic" / "keys")
    assert "and whole" in rederm("restore", kept, "--data", place / "again", *words)
    return place / "again"


@pytest.fixture(scope="module")
def seen(restored: Path) -> dict[str, Any]:
    return told(restored)


def test_a_restored_clinic_is_the_clinic_that_was(place: Path, restored: Path, request: pytest.FixtureRequest) -> None:
    def dumped(folder: Path) -> list[str]:
        with sqlite3.connect(folder / "clinic.sqlite3") as database:
            return list(database.iterdump())

    def files(folder: Path) -> dict[str, bytes]:
        return {str(path.relative_to(folder)): path.read_bytes() for path in (folder / "vault").glob("*/*")}

    assert dumped(restored) == dumped(place / "clinic")
    assert files(restored) == files(place / "clinic")
    assert len(files(restored)) == 6
    assert (restored / "anchors.txt").read_text() == (place / "clinic" / "anchors.txt").read_text()
    seen = request.getfixturevalue("seen")  # which logs in, and so writes
    assert seen["entered"] == 302
    assert sorted(seen["shown"]) == [200, 200, 410]
    assert len(seen["photos"]) == 3


def test_a_backup_shows_nothing_and_belongs_to_its_owner_alone(kept: Path, place: Path) -> None:
    content = kept.read_bytes()
    for word in (
        b"Maria",
        b"owner@example.org",
        b"SQLite format",
        b"ustar",
        (place / "clinic" / "keys" / "vault-1").read_bytes(),
    ):
        assert word not in content
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert not list(kept.parent.glob(".b.rederm*"))
    assert not list((place / "clinic").glob(".backup-*"))


def test_a_backup_with_keys_needs_no_more_and_one_without_says_so(place: Path, kept: Path) -> None:
    words = ("--passphrase-file", place / "words")
    rederm("backup", "--data", place / "clinic", "--to", place / "k.rederm", "--with-keys", *words)
    assert "and whole" in rederm("restore", place / "k.rederm", "--data", place / "with", *words)
    assert stat.S_IMODE((place / "with" / "keys" / "vault-1").stat().st_mode) == 0o600
    assert "without its keys" in rederm("restore", kept, "--data", place / "without", *words)
    assert "put them back" in rederm("verify", "--data", place / "without", fails=True)


def test_nothing_is_written_over(place: Path, kept: Path) -> None:
    words = ("--passphrase-file", place / "words")
    assert "is not empty" in rederm("restore", kept, "--data", place / "clinic", *words, fails=True)
    assert "exists" in rederm("backup", "--data", place / "clinic", "--to", kept, *words, fails=True)
    assert "holds no clinic" in rederm("backup", "--data", place / "nowhere", "--to", place / "x", *words, fails=True)
    assert not (place / "nowhere").exists()


def test_a_passphrase_that_keeps_nothing_is_refused(place: Path) -> None:
    (place / "short").write_text("short\n")
    words = ("--passphrase-file", place / "short")
    assert "is the least" in rederm("backup", "--data", place / "clinic", "--to", place / "s.rederm", *words, fails=True)
    assert "nobody to ask" in rederm("backup", "--data", place / "clinic", "--to", place / "s.rederm", fails=True)


def test_rows_go_from_one_database_to_another_unchanged(place: Path, restored: Path, seen: dict[str, Any]) -> None:
    run(HERE / "a_clinic.py", "rows", restored, place / "rows.jsonl")
    run(HERE / "a_clinic.py", "load", place / "loaded", place / "rows.jsonl")
    for part in ("keys", "vault"):
        subprocess.run(["cp", "-r", place / "clinic" / part, place / "loaded"], check=True)
    there = told(place / "loaded")
    differs = {name for name, rows in seen["rows"].items() if rows != there["rows"][name]}
    assert differs <= LOG_IN
    assert there["photos"] == seen["photos"]
    assert "whole" in rederm("verify", "--data", place / "loaded")


def test_what_was_changed_in_a_clinic_is_found_and_no_backup_made(place: Path, restored: Path) -> None:
    victim = sorted((restored / "vault").glob("*/*"))[0]
    content = bytearray(victim.read_bytes())
    content[50] ^= 1
    victim.write_bytes(content)
    (restored / "vault" / "00").mkdir(exist_ok=True)
    (restored / "vault" / "00" / "lost.sealed").write_bytes(b"x")
    with sqlite3.connect(restored / "clinic.sqlite3") as database:
        database.execute("DROP TRIGGER audit_no_delete")
        database.execute("DELETE FROM audit_entry WHERE seq = 3")
    said = rederm("verify", "--data", restored, fails=True)
    assert "was changed" in said
    assert "rows 3 to 3 are missing" in said
    assert "1 files that nothing refers to" in said
    words = ("--to", place / "no.rederm", "--passphrase-file", place / "words")
    assert "no backup was made" in rederm("backup", "--data", restored, *words, fails=True)
    assert not (place / "no.rederm").exists()


def test_an_older_copy_of_the_database_is_found_by_the_anchors(place: Path) -> None:
    clinic = place / "clinic"
    old = (clinic / "clinic.sqlite3").read_bytes()
    link = rederm("link", "owner@example.org", "--data", clinic)
    assert re.search(r"http://127\.0\.0\.1:8470/\S*[0-9a-f-]{36}/\S+/\s*$", link)
    assert "anchor" in rederm("verify", "--data", clinic)
    for path in clinic.glob("clinic.sqlite3-*"):
        path.unlink()
    (clinic / "clinic.sqlite3").write_bytes(old)
    assert "was anchored and is missing" in rederm("verify", "--data", clinic, fails=True)
    assert "has no account here" in rederm("link", "nobody@example.org", "--data", clinic, fails=True)
