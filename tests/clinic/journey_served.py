"""The built wheel, served as a clinic would: by its own command, on a folder of its own, on either database."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).parents[2]
_PATIENCE_S = 120


@dataclass(frozen=True)
class Served:
    """address: of the server; link: the owner's way in, once; folder: of the clinic."""

    address: str
    link: str
    folder: Path


def unpacked_wheel(folder: Path) -> Path:
    """The package as users get it: built to a wheel, and installed into a folder without the source tree."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    subprocess.run([*pip, "wheel", "--no-deps", "--no-build-isolation", "-w", str(folder / "wheel"), str(ROOT)], check=True)
    (wheel,) = (folder / "wheel").glob("*.whl")
    shutil.unpack_archive(wheel, folder / "installed", "zip")
    return folder / "installed"


@contextmanager
def serving(installed: Path, folder: Path, *options: str) -> Iterator[Served]:
    """A running clinic in this folder; ended with Ctrl-C, as a person would."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("REDERM_", "DJANGO_", "PYTEST_"))}
    env = clean | {"PYTHONPATH": str(installed), "PYTHONUNBUFFERED": "1", "REDERM_CACHE": os.environ.get("REDERM_CACHE", "")}
    command = [sys.executable, "-m", "rederm.cli", "serve", "--data", str(folder), "--port", str(port), *options, *_database()]
    told = folder.parent / f"{folder.name}.log"
    with told.open("w") as log:
        process = subprocess.Popen(command, env=env, stdout=log, stderr=subprocess.STDOUT, cwd=folder.parent)
        try:
            address = f"http://127.0.0.1:{port}"
            _until_alive(process, f"{address}/alive/", told)
            link = re.search(rf"{re.escape(address)}(/welcome/\S+)", told.read_text())
            yield Served(address, link.group(1) if link else "", folder)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)


def _until_alive(process: "subprocess.Popen[bytes]", address: str, told: Path) -> None:
    import time

    end = time.monotonic() + _PATIENCE_S
    while time.monotonic() < end:
        assert process.poll() is None, told.read_text()
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"no answer: {told.read_text()}")


def _database() -> list[str]:
    """A new database on the server of the tests, where there is one."""
    given = os.environ.get("REDERM_TEST_DATABASE")
    if given is None:
        return []
    import uuid

    import psycopg

    name = f"journey_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(given, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return ["--database-url", urlunsplit(urlsplit(given)._replace(path=f"/{name}"))]
