"""What the frame of every page needs: who is signed in, where they are, and the statement that stands on all of them."""

from typing import Any

from django.http import HttpRequest

from rederm.planning import STATEMENT

PLACES = (("start", "Clients", "client.read"), ("verdict", "The verdict", "client.read"), ("clinic", "Clinic", "clinic.manage"))


def shell(request: HttpRequest) -> dict[str, Any]:
    """statement; places: (name of URL, words, whether it is the one shown) that this person may open; demo."""
    user = getattr(request, "user", None)  # an early refusal has none
    at = request.resolver_match.url_name if request.resolver_match else ""
    if not user or not user.is_authenticated:
        return {"statement": STATEMENT, "places": [], "demo": False}
    places = [(name, words, name == at) for name, words, right in PLACES if user.may(right)]
    return {"statement": STATEMENT, "places": places, "demo": user.clinic.demo}
