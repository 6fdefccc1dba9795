"""The application that a server of ASGI runs.

Django's own handler goes to a thread and back for every middleware, and begins a thread and a connection to the database with
every request. Here a page is made in one go by a thread of a pool that keeps its connection; only streams (the events of a job)
go on outside of it.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import django
from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.handlers.asgi import ASGIHandler
from django.db import close_old_connections

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rederm.clinic.project.settings")

_THREADS = 8  # pages that are made at once; more only contend for the interpreter


class Handler(ASGIHandler):
    """Django's, with all middleware run in the thread of the view."""

    def __init__(self) -> None:
        super().__init__()
        self.pool = ThreadPoolExecutor(_THREADS, thread_name_prefix="page")

    def load_middleware(self, is_async: bool = False) -> None:
        super().load_middleware(is_async=False)

    async def get_response_async(self, request: Any) -> Any:
        return await sync_to_async(self._made, thread_sensitive=False, executor=self.pool)(request)

    def _made(self, request: Any) -> Any:
        close_old_connections()  # one that the database has dropped meanwhile
        try:
            return self.get_response(request)
        finally:
            close_old_connections()


class Bounded:
    """Refuses by its head a request that is larger than an upload may be, or does not say how large it is: Django would write
    its body to the disk, unencrypted, before any page sees it."""

    def __init__(self, inner: Any, most: int) -> None:
        self.inner, self.most = inner, most

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        heads = dict(scope.get("headers", ()))
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD"):
            await self.inner(scope, receive, send)
        elif not heads.get(b"content-length", b"").isdigit():
            await _say(send, 411, "the request does not say how large it is")
        elif int(heads[b"content-length"]) > self.most:
            size = int(heads[b"content-length"]) / 1e6
            await _say(
                send, 413, f"the upload has {size:.0f} MB; {self.most / 1e6:.0f} MB is the most; save it smaller, as JPEG"
            )
        else:
            await self.inner(scope, receive, send)


async def _say(send: Any, status: int, said: str) -> None:
    heads = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": status, "headers": heads})
    await send({"type": "http.response.body", "body": said.encode()})


django.setup(set_prefix=False)
application = Bounded(Handler(), settings.FILE_UPLOAD_MAX_MEMORY_SIZE)
