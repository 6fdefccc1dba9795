"""The one door: a page says which right it needs and of which object, and gets the object or is never run.

    @page("client.read", of=Record)
    def chart(request, record): ...

The object is looked up by the `key` of the URL among those of the person's own clinic: another clinic's does not exist (404).
Every visit of an object is written to the audit log before the page is made.
"""

from collections.abc import Callable
from functools import wraps
from inspect import iscoroutinefunction
from typing import Any

from asgiref.sync import sync_to_async
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from rederm.clinic.accounts.models import User
from rederm.clinic.accounts.roles import PUBLIC, SIGNED_IN

View = Callable[..., Any]


class Asked(HttpRequest):
    """A request of someone who is signed in: what every view but a public one is given."""

    user: User


def page(right: str, *, of: type[Model] | None = None, methods: tuple[str, ...] = ("GET",)) -> Callable[[View], View]:
    """Give a view its right, the model of its object and its methods. of: has a class attribute `clinic_path`, the lookup that
    leads from it to its clinic; views of an object take it in place of `key`."""

    def decorate(view: View) -> View:
        if iscoroutinefunction(view):

            @wraps(view)
            async def inner(request: Asked, **given: Any) -> HttpResponseBase:
                ready = await sync_to_async(_enter)(request, right, of, given)
                answer: HttpResponseBase = await view(request, *ready, **given)
                return answer
        else:

            @wraps(view)
            def inner(request: Asked, **given: Any) -> HttpResponseBase:
                ready = _enter(request, right, of, given)
                answer: HttpResponseBase = view(request, *ready, **given)
                return answer

        guarded = require_http_methods(list(methods))(inner)
        guarded.right, guarded.of, guarded.methods = right, of, methods  # type: ignore[attr-defined]
        return guarded

    return decorate


def _enter(request: Asked, right: str, of: type[Model] | None, given: dict[str, Any]) -> tuple[Model, ...]:
    from rederm.clinic.audit.log import visited

    if right != PUBLIC:
        user = request.user
        if not user.is_authenticated or (right != SIGNED_IN and not user.may(right)):
            raise PermissionDenied
    if of is None:
        return ()
    found = get_object_or_404(of, pk=given.pop("key"), **{of.clinic_path: request.user.clinic_id})  # type: ignore[attr-defined]
    visited(request, right, found)
    return (found,)
