"""Run as a program on a folder: make a clinic there, or tell what is in it. Needs a process of its own, as Django knows one
database only.

    a_clinic.py make FOLDER [URL]       a clinic with a client, three photographs, one withdrawn, and an owner with a password
    a_clinic.py tell FOLDER [URL]       every row of every table, every photograph's digest as opened, whether the owner gets in
    a_clinic.py rows FOLDER FILE        its rows as lines of JSON
    a_clinic.py load FOLDER FILE        a new clinic from them
"""

import hashlib
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

PASSWORD, EMAIL = "correct horse battery", "owner@example.org"


def make() -> None:
    from clinic_objects import MARIA, photographed

    from rederm.clinic.accounts.models import Clinic, User
    from rederm.clinic.charts.keep import new_record, new_version
    from rederm.clinic.photos.keep import withdraw
    from rederm.clinic.plans.models import ChosenCourse
    from rederm.skin import Client

    clinic = Clinic.objects.create(name="Invented clinic", zone="Europe/Berlin")
    owner = User.objects.invite(EMAIL, "Invented owner", "owner", clinic)
    owner.set_password(PASSWORD)
    owner.save()
    record = new_record(owner, "Maria Invented", date(1974, 5, 2), invented=True)
    content = Client.load(MARIA).to_json()
    new_version(owner, record, {key: value for key, value in content.items() if key != "age"}, None)
    photographed(record)
    photographed(record, view="close-up", site="cheek")
    withdraw(owner, photographed(record, view="left-45"), "of somebody else")
    ChosenCourse.objects.create(
        record=record,
        version=record.versions.get(),
        text="1 session of opus-plasma on cheek at 60 W",
        planned={"price": 812.5, "said": "ñ € \u2028"},
        outlook={"median": [0.1, 1e-300, None]},
        seed=0,
        draws=8,
        start=date(2027, 1, 11),
        digest="0" * 64,
        by=owner,
    )


def tell() -> dict[str, Any]:
    from django.test import Client as Browser
    from django.urls import reverse

    from rederm.clinic.photos.models import Photo
    from rederm.clinic.project.rows import models
    from rederm.clinic.vault.vault import opened

    rows = {model._meta.db_table: sorted(repr(row) for row in model._base_manager.values_list()) for model in models()}
    photos = {str(photo.pk): hashlib.sha256(opened(photo.image)).hexdigest() for photo in Photo.objects.all()}
    browser = Browser(HTTP_HOST="localhost")
    entered = browser.post(reverse("login"), {"username": EMAIL, "password": PASSWORD}).status_code
    shown = [browser.get(reverse("photo-image", kwargs={"key": key})).status_code for key in sorted(photos)]
    return {"rows": rows, "photos": photos, "entered": entered, "shown": shown}


def main(verb: str, folder: str, more: str | None = None) -> None:
    from rederm.clinic.project.serve import prepare

    prepare(Path(folder), more if verb in ("make", "tell") else None)
    if verb == "make":
        make()
    elif verb == "tell":
        print(json.dumps(tell()))
    else:
        from rederm.clinic.project.rows import dump, load

        with Path(str(more)).open("wb" if verb == "rows" else "rb") as file:
            dump(file) if verb == "rows" else load(file)


if __name__ == "__main__":
    main(*sys.argv[1:])
