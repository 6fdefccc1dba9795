"""A clinic that a browser can reach, and the browser: the server shares the test's own transaction, which ends undone."""

import os
import shutil
from collections.abc import Iterator
from typing import Any
from unittest import mock

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import connections
from django.test.testcases import LiveServerThread, _StaticFilesHandler
from playwright.sync_api import Browser, Page, sync_playwright

FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")


class Server(ThreadedWSGIServer):
    def _close_connections(self) -> None:
        """A server closes after each answer what here the test goes on with."""


class Thread(LiveServerThread):
    server_class = Server


@pytest.fixture
def served(db: None, settings: Any) -> Iterator[str]:
    """The address of the clinic."""
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "localhost"]
    connection = connections["default"]
    connection.inc_thread_sharing()
    thread = Thread("localhost", _StaticFilesHandler, connections_override={"default": connection})
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    assert thread.error is None, thread.error
    with mock.patch.object(connection, "close"):  # nor when it ends
        yield f"http://localhost:{thread.port}"
        thread.terminate()
    connection.dec_thread_sharing()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    found = shutil.which("chromium")
    assert found is not None, "no chromium on the path: tools/browser.sh says how to install it"
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # the driver runs a loop in this thread; the database is asked beside it
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=found, args=list(FLAGS))
        yield opened
        opened.close()
        connections.close_all()  # beside a running loop Django opens one of its own
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def screen(chromium: Browser, served: str, signed_in: Any) -> Iterator[Page]:
    """A page of a clinician who is signed in, 1280 by 900 pixels."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, base_url=served)
    cookie = signed_in("clinician").cookies["rederm_session"].value
    context.add_cookies([{"name": "rederm_session", "value": cookie, "url": served}])
    yield context.new_page()
    context.close()
