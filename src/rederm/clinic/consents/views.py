"""Pages of consent: read and sign, look at what was signed, take it back, and the clinic's texts."""

from itertools import pairwise
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from rederm.clinic.accounts.access import Asked, page
from rederm.clinic.consents.again import wrong_password
from rederm.clinic.consents.bound import seen_of
from rederm.clinic.consents.filled import parts
from rederm.clinic.consents.forms import NewText, Sign, Withdraw
from rederm.clinic.consents.modality import GENERAL, modalities
from rederm.clinic.consents.models import Consent, ConsentText, Withdrawal
from rederm.clinic.consents.questions import CLIENT, CLINICIAN, questions, unlike_file
from rederm.clinic.consents.sign import sign, withdraw
from rederm.clinic.consents.standing import standing
from rederm.clinic.consents.texts import difference, new_text, newest, newest_of
from rederm.clinic.plans.models import ChosenCourse
from rederm.clinic.vault.vault import opened
from rederm.sources import InputError


@page("consent.sign", of=ChosenCourse, methods=("GET", "POST"))
def signing(request: Asked, course: ChosenCourse) -> HttpResponse:
    """What the client reads and signs, on a screen that is handed over; the clinician signs with their password."""
    now = standing(course)
    if now.consent and now:
        return redirect("consent", key=now.consent.pk)
    try:
        shown = newest_of(course)
    except InputError as error:
        refused = {"head": "This course cannot be consented to", "do": str(error)}
        return render(request, "clinic/refused.html", refused, status=422)
    form = Sign(request.POST) if request.method == "POST" else Sign(initial={"seen": seen_of(course, shown)})
    if request.method == "POST" and form.is_valid():
        wrong = wrong_password(request, form.cleaned_data["password"])
        if wrong:
            form.add_error("password", wrong)
        else:
            try:
                signed = sign(
                    request.user,
                    course,
                    form.cleaned_data["seen"],
                    form.answers,
                    form.cleaned_data["signer"],
                    picture=form.cleaned_data["picture"],
                    written=form.cleaned_data["written"],
                )
                return redirect("consent", key=signed.pk)
            except InputError as error:
                form.add_error(None, str(error)[:1].upper() + str(error)[1:])
    asked = [(question, form[question.key]) for question in questions()]
    told = {
        "form": form,
        "course": course,
        "record": course.record,
        "texts": [(text, parts(text, course)) for text in shown],
        "client_questions": [each for each in asked if each[0].who == CLIENT],
        "clinician_questions": [each for each in asked if each[0].who == CLINICIAN],
        "seen": seen_of(course, shown),
        "places": [],  # the screen is the client's now
    }
    return render(request, "clinic/consents/sign.html", told, status=422 if form.errors else 200)


@page("client.read", of=Consent)
def consent(request: Asked, consent: Consent) -> HttpResponse:
    """What was signed, and whether it still stands."""
    return _shown(request, consent, Withdraw())


@page("client.read", of=Consent)
def paper(request: Asked, consent: Consent) -> HttpResponse:
    """The signed paper."""
    try:
        answer = HttpResponse(opened(consent.paper), content_type="application/pdf")
    except InputError as error:
        return render(request, "clinic/refused.html", {"head": "The paper cannot be shown", "do": str(error)}, status=404)
    answer["Content-Disposition"] = f'inline; filename="consent-{consent.record.number}-{consent.at:%Y-%m-%d}.pdf"'
    return answer


@page("consent.sign", of=Consent, methods=("POST",))
def taking_back(request: Asked, consent: Consent) -> HttpResponse:
    """The client takes a consent back."""
    form = Withdraw(request.POST)
    if form.is_valid():
        try:
            withdraw(request.user, consent, form.cleaned_data["reason"])
            return redirect("consent", key=consent.pk)
        except InputError as error:
            form.add_error(None, str(error))
    return _shown(request, consent, form, status=422)


@page("clinic.manage", methods=("GET", "POST"))
def texts(request: Asked) -> HttpResponse:
    """The clinic's texts: each in force, a new version of one, and what was changed from version to version."""
    wanted = request.GET.get("text", GENERAL)
    modality = wanted if wanted in modalities() else GENERAL
    clinic = request.user.clinic
    now = newest(clinic, modality)
    form = NewText(request.POST) if request.method == "POST" else NewText(initial={"seen": now.number, "body": now.body})
    if request.method == "POST" and form.is_valid():
        try:
            new_text(request.user, modality, form.cleaned_data["body"], form.cleaned_data["seen"])
            return redirect(request.get_full_path())
        except InputError as error:
            form.add_error("body", str(error)[:1].upper() + str(error)[1:])
    versions = list(ConsentText.objects.filter(clinic=clinic, modality=modality).order_by("number"))
    changes = [(new, difference(old.body, new.body)) for old, new in pairwise(versions)]
    told = {"form": form, "now": now, "modality": modality, "modalities": modalities(), "changes": changes[::-1]}
    return render(request, "clinic/consents/texts.html", told, status=422 if form.errors else 200)


def _shown(request: Asked, consent: Consent, form: Withdraw, status: int = 200) -> HttpResponse:
    now = standing(consent.course)
    told: dict[str, Any] = {
        "consent": consent,
        "record": consent.record,
        "texts": [(modalities().get(text["modality"], text["modality"]), text) for text in consent.texts],
        "stands": bool(now) and now.consent == consent,
        "why": now.why if now.consent == consent else "a later one was signed",
        "withdrawal": Withdrawal.objects.filter(consent=consent).first(),
        "form": form,
        "unlike_file": unlike_file(consent),
        "zone": consent.record.clinic.zone,
    }
    return render(request, "clinic/consents/consent.html", told, status=status)
