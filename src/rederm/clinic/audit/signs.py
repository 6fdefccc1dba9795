"""What Django itself tells of people coming in, written to the audit log."""

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from rederm.clinic.audit.log import record as log


@receiver(user_logged_in)
def came_in(sender: Any, user: Any, **_: Any) -> None:
    log(user, "log in", user)


@receiver(user_logged_out)
def went_out(sender: Any, user: Any, **_: Any) -> None:
    if user is not None:
        log(user, "log out", user)


@receiver(user_login_failed)
def stayed_out(sender: Any, **_: Any) -> None:
    log(None, "log in failed")  # not which address was tried: people type passwords there
