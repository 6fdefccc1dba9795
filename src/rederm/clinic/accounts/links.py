"""One-time links: how an account gets its password. A link works once and for three days (settings.PASSWORD_RESET_TIMEOUT)."""

from uuid import UUID

from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse

from rederm.clinic.accounts.models import User


def link_for(user: User) -> str:
    """The path of the page on which this person sets a password; setting one ends the link."""
    return reverse("welcome", kwargs={"person": user.pk, "token": default_token_generator.make_token(user)})


def person_of(key: UUID, token: str) -> User | None:
    """Whose link it is; None where it was used, is too old, or was never given."""
    try:
        user = User.objects.get(pk=key, is_active=True)
    except User.DoesNotExist:
        return None
    return user if default_token_generator.check_token(user, token) else None
