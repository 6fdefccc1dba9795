"""Pages of the frame: the start, the verdict, and what is said when something cannot be shown."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from rederm.clinic.accounts.access import page
from rederm.clinic.accounts.roles import PUBLIC


@page(PUBLIC)
def alive(request: HttpRequest) -> HttpResponse:
    """For whoever watches the server."""
    return HttpResponse("ok", content_type="text/plain")


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open too long, or came from elsewhere."""
    return render(
        request, "clinic/refused.html", {"head": "The form was open too long", "do": "Go back, load it again."}, status=403
    )


def unusable(request: HttpRequest, exception: Any = None) -> HttpResponse:
    from django.core.exceptions import RequestDataTooBig

    if isinstance(exception, RequestDataTooBig):
        head, do, status = "Too large", f"{str(exception).capitalize()}. Save it smaller, as JPEG.", 413
    else:
        head, do, status = "The request cannot be read", "Go back, load the page again.", 400
    return render(request, "clinic/refused.html", {"head": head, "do": do}, status=status)


def refused(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "clinic/refused.html", {"head": "Not for this account", "do": "Ask the clinic's owner."}, status=403)


def missing(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(
        request, "clinic/refused.html", {"head": "There is no such page", "do": "Go back to the clients."}, status=404
    )


def broken(request: HttpRequest) -> HttpResponse:
    return render(
        request, "clinic/refused.html", {"head": "The program failed", "do": "Nothing was changed. Try again."}, status=500
    )
