"""The application that a server of ASGI runs."""

import os
from typing import Any

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rederm.clinic.project.settings")


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


def _made() -> Bounded:
    inner = get_asgi_application()
    from django.conf import settings

    return Bounded(inner, settings.FILE_UPLOAD_MAX_MEMORY_SIZE)


application = _made()
