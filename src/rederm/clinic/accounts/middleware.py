"""What holds for every page: nothing is shown that no right was given for, and nothing is kept by a browser."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from rederm.clinic.accounts.roles import PUBLIC


class DenyByDefault:
    """Refuses a view without a right, sends strangers to the log-in, and lets no browser or proxy keep an answer. Its pages are
    made in the time zone of the clinic."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        zone = request.user.clinic.zone if request.user.is_authenticated else None
        with timezone.override(zone):  # today and every time of day are the clinic's
            response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        right = getattr(view, "right", None)
        if right is None:
            raise PermissionDenied
        if right == PUBLIC or request.user.is_authenticated:
            return None
        if request.method != "GET" or request.headers.get("HX-Request"):
            raise PermissionDenied  # a form or a part of a page cannot go on after a log-in
        return redirect_to_login(request.get_full_path())
