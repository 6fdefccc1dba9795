"""A clinic and the people who work in it."""

import uuid
from zoneinfo import available_timezones

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models

from rederm.clinic.accounts.roles import ASSISTANT, ROLES, may


def _known_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(f"{name!r} is no time zone; for example Europe/Berlin or America/New_York")


class Clinic(models.Model):
    """A clinic: everything that is kept belongs to one, and nobody sees another's."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    zone = models.CharField(max_length=64, default="UTC", validators=[_known_zone])
    demo = models.BooleanField(default=False)  # its clients are invented, and every page says so
    prices = models.TextField(blank=True)  # a price list as rederm reads it (CSV); examples where empty

    def __str__(self) -> str:
        return self.name


class Users(BaseUserManager["User"]):
    """Makes accounts; a password is set by its owner through a one-time link."""

    def invite(self, email: str, name: str, role: str, clinic: Clinic) -> "User":
        """An account that nobody can use before its one-time link was."""
        user: User = self.model(email=self.normalize_email(email).lower(), name=name, role=role, clinic=clinic)
        user.set_unusable_password()
        user.full_clean(exclude=["password"])
        user.save()
        return user


class User(AbstractBaseUser):
    """Someone who works in a clinic, under their own name: accounts are not shared."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=12, choices=ROLES, default=ASSISTANT)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="people")
    is_active = models.BooleanField(default=True)

    objects = Users()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    def __str__(self) -> str:
        return self.name

    def may(self, right: str) -> bool:
        """Whether this person holds the right (accounts/roles.py)."""
        return self.is_active and may(self.role, right)
