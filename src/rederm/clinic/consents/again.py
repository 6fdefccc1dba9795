"""Ask someone who is signed in for their password again; the tries are counted together with those of the log-in."""

from django.contrib.auth import authenticate
from django.http import HttpRequest

from rederm.clinic.accounts.access import Asked

TOO_MANY = "Too many tries. Wait a quarter of an hour, then sign."


def wrong_password(request: Asked, password: str) -> str:
    """What is wrong, "" where it is the password of who is signed in."""
    bare = HttpRequest()  # whoever counts tries keeps what was posted with them: here a client's answers and signature
    bare.META, bare.path, bare.path_info = request.META, request.path, request.path_info
    if authenticate(bare, username=request.user.email, password=password) == request.user:
        return ""
    return TOO_MANY if getattr(bare, "axes_locked_out", False) else "This is not your password."
