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


django.setup(set_prefix=False)
application = Handler()
