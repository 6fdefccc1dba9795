"""Logging in and out, one-time links, and the people of a clinic."""

from uuid import UUID

from django.contrib.auth import login
from django.contrib.auth.views import LoginView, LogoutView
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from rederm.clinic.accounts.access import Asked, page
from rederm.clinic.accounts.forms import ClinicForm, Invite, LogIn, Welcome
from rederm.clinic.accounts.links import link_for, person_of
from rederm.clinic.accounts.models import User
from rederm.clinic.accounts.roles import PUBLIC, SIGNED_IN
from rederm.clinic.audit.log import record as log

_BACKEND = "django.contrib.auth.backends.ModelBackend"

log_in = page(PUBLIC, methods=("GET", "POST"))(
    LoginView.as_view(template_name="clinic/accounts/login.html", authentication_form=LogIn, redirect_authenticated_user=True)
)
log_out = page(SIGNED_IN, methods=("POST",))(LogoutView.as_view())


@page(PUBLIC, methods=("GET", "POST"))
def welcome(request: HttpRequest, person: UUID, token: str) -> HttpResponse:
    """Set a password through a one-time link."""
    user = person_of(person, token)
    if user is None:
        told = {"head": "This link was used, or is too old", "do": "Ask the clinic's owner for a new one."}
        return render(request, "clinic/refused.html", told, status=403)
    known = {"name": user.name, "email": "" if user.email.endswith("@example.org") else user.email}
    form = Welcome(user, request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            form.save()
            log(user, "write password", user)
        login(request, user, backend=_BACKEND)
        return redirect("start")
    return render(request, "clinic/accounts/welcome.html", {"form": form, "person": user}, status=422 if form.errors else 200)


@page("clinic.manage", methods=("GET", "POST"))
def clinic(request: Asked) -> HttpResponse:
    """The clinic's name, zone and prices, and who works in it."""
    own = request.user
    form = ClinicForm(request.POST or None, instance=own.clinic)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            form.save()
            log(own, "write clinic", own.clinic, after=form.cleaned_data)
        return redirect("clinic")
    people = own.clinic.people.order_by("name")
    return render(request, "clinic/accounts/clinic.html", {"form": form, "people": people, "invite": Invite()})


@page("clinic.manage", methods=("POST",))
def invite(request: Asked) -> HttpResponse:
    """A new account; its one-time link is shown once, to be handed over."""
    own = request.user
    form = Invite(request.POST)
    if not form.is_valid():
        told = {"form": ClinicForm(instance=own.clinic), "people": own.clinic.people.order_by("name"), "invite": form}
        return render(request, "clinic/accounts/clinic.html", told, status=422)
    with transaction.atomic():
        user = User.objects.invite(form.cleaned_data["email"], form.cleaned_data["name"], form.cleaned_data["role"], own.clinic)
        log(own, "write person", user, after=[user.role])
    return render(request, "clinic/accounts/invited.html", {"person": user, "link": request.build_absolute_uri(link_for(user))})
