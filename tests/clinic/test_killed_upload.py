"""A server that is killed in the middle of uploads loses no photograph that it acknowledged, and keeps no half one."""

import io
import os
import random
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import requests
from clinic_objects import jpeg
from PIL import Image

ROUNDS, UPLOADERS = 2, 2
LATEST = 1.2  # seconds after the first upload at which the server is killed at the latest
FORM = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
CONTENT = jpeg(600, 400)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment() -> dict[str, str]:
    """Without the clinic of these tests: its database is another one."""
    return {key: value for key, value in os.environ.items() if not key.startswith("REDERM_")}


@contextmanager
def serving(folder: Path, port: int) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """`rederm serve` in a group of its own, with the address it answers at; afterwards its worker is ended too."""
    words = [sys.executable, "-m", "rederm.cli", "serve", "--data", str(folder), "--port", str(port)]
    process = subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
        env=environment() | {"PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    try:
        address = f"http://127.0.0.1:{port}"
        for _ in range(600):
            try:
                if requests.get(f"{address}/alive/", timeout=2).ok:
                    break
            except requests.ConnectionError:
                assert process.poll() is None, process.stdout and process.stdout.read()
                time.sleep(0.1)
        yield process, address
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert process.stdout
        process.stdout.close()


def filled(session: requests.Session, address: str, **said: str) -> requests.Response:
    """A form sent as a browser does."""
    found = FORM.search(session.get(address, timeout=30).text)
    assert found
    return session.post(address, data=said | {"csrfmiddlewaretoken": found[1]}, timeout=30, headers={"Referer": address})


def upload(session: requests.Session, base: str, client: str, token: str, kept: list[str]) -> None:
    """Send photographs until the server is gone; what it acknowledged is put down."""
    address = f"{base}{client}photos/new/"
    said = {"view": "front", "taken_on": "2026-11-02", "skin_state": "clean", "csrfmiddlewaretoken": token}
    try:
        while True:
            files = {"image": ("a.jpg", io.BytesIO(CONTENT), "image/jpeg")}
            answer = session.post(address, data=said, files=files, timeout=30, allow_redirects=False)
            assert answer.status_code == 302, answer.status_code
            kept.append(answer.headers["Location"])
    except requests.RequestException:
        return


def test_what_was_acknowledged_is_there_after_the_server_was_killed(tmp_path: Path) -> None:
    folder, port, chance = tmp_path / "clinic", free_port(), random.Random(4)
    session, kept = requests.Session(), []
    client = ""
    for round_ in range(ROUNDS + 1):
        with serving(folder, port) as (process, base):
            if round_ == 0:
                assert process.stdout
                link = next(line.split()[-1] for line in process.stdout if "way in" in line)
                person = {"name": "Invented", "email": "owner@example.org"}
                words = {"new_password1": "correct horse battery", "new_password2": "correct horse battery"}
                assert filled(session, link, **person, **words).ok
                client = filled(session, f"{base}/clients/new/", name="Maria Invented", born="1974-05-02").url[len(base) :]
            for location in kept:
                picture = session.get(f"{base}{location}image/", timeout=30)
                assert picture.status_code == 200
                Image.open(io.BytesIO(picture.content)).load()
            if round_ == ROUNDS:
                shown = session.get(f"{base}{client}photos/", timeout=30).text
                assert shown.count("/thumb/") >= len(kept)
                break
            found = FORM.search(session.get(f"{base}{client}photos/new/", timeout=30).text)
            assert found
            threads = [threading.Thread(target=upload, args=(session, base, client, found[1], kept)) for _ in range(UPLOADERS)]
            for thread in threads:
                thread.start()
            before = len(kept)
            while len(kept) == before and any(thread.is_alive() for thread in threads):
                time.sleep(0.01)
            time.sleep(chance.uniform(0, LATEST))
            process.kill()
            for thread in threads:
                thread.join()
    assert len(kept) >= ROUNDS
    verify = [sys.executable, "-m", "rederm.cli", "clinic", "verify", "--data", str(folder)]
    told = subprocess.run(verify, capture_output=True, text=True, check=False, env=environment())
    assert told.returncode == 0, told.stdout + told.stderr
    assert "whole" in told.stdout
