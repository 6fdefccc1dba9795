"""Uploads stay in memory, up to a size; a larger one is refused before it is read to its end."""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import MemoryFileUploadHandler


class InMemoryOnly(MemoryFileUploadHandler):
    """Django's handler, without the one on disk behind it."""

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: Any = None) -> None:
        if content_length > settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
            raise RequestDataTooBig(
                f"the upload has {content_length / 1e6:.0f} MB; {settings.FILE_UPLOAD_MAX_MEMORY_SIZE / 1e6:.0f} MB is the most"
            )
        super().handle_raw_input(input_data, META, content_length, boundary, encoding)
