"""The photographs of a client: the gallery, a new one, one of them, two beside each other, and the pictures themselves."""

from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from rederm.clinic.accounts.access import Asked, page
from rederm.clinic.charts.models import Record
from rederm.clinic.photos.forms import NewPhoto, Withdraw
from rederm.clinic.photos.keep import keep_photo, shown
from rederm.clinic.photos.keep import withdraw as keep_withdrawal
from rederm.clinic.photos.models import Photo
from rederm.clinic.photos.shots import BY_NAME, RULES, VIEWS, Shot, wanted
from rederm.clinic.vault.models import Sealed
from rederm.clinic.vault.vault import opened
from rederm.sources import InputError

_ALONE = "default-src 'none'; sandbox; frame-ancestors 'none'"  # a picture opened by itself runs nothing and loads nothing


@page("photo.read", of=Record)
def gallery(request: Asked, record: Record) -> HttpResponse:
    """All photographs by view, and what is still to be taken today."""
    photos = shown(record)
    today = {photo.shot for photo in photos if photo.taken_on == timezone.localdate()}
    told = {
        "record": record,
        "groups": _groups(photos),
        "wanted": [(shot, shot in today, _address(record, shot)) for shot in wanted(record)],
        "withdrawn": record.photos.exclude(withdrawal=None).count(),
    }
    return render(request, "clinic/photos/gallery.html", told)


@page("photo.write", of=Record, methods=("GET", "POST"))
def new(request: Asked, record: Record) -> HttpResponse:
    """The guide of a view, and the form for its photograph."""
    start = {key: request.GET[key] for key in ("view", "site") if key in request.GET}
    form = NewPhoto(record, request.POST or None, request.FILES or None, initial={"taken_on": timezone.localdate(), **start})
    if request.method == "POST" and not form.is_bound:
        form = NewPhoto(record, {}, {})
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        photo = keep_photo(
            request.user, record, form.read, form.shot, said["taken_on"], said["skin_state"], said["day_of_course"]
        )
        return redirect("photo", key=photo.pk)
    view = BY_NAME.get(str(form["view"].value()), VIEWS[0])
    told = {"record": record, "form": form, "view": view, "views": VIEWS, "rules": RULES}
    return render(request, "clinic/photos/new.html", told, status=422 if form.errors else 200)


@page("photo.read", of=Photo)
def photo(request: Asked, photo: Photo) -> HttpResponse:
    """One photograph, how well it was taken, and the next one to take."""
    return _one(request, photo, Withdraw())


@page("photo.write", of=Photo, methods=("POST",))
def withdraw(request: Asked, photo: Photo) -> HttpResponse:
    """Show it no more; it is kept."""
    form = Withdraw(request.POST)
    if form.is_valid():
        try:
            keep_withdrawal(request.user, photo, form.cleaned_data["reason"])
        except InputError as error:
            form.add_error(None, str(error))
        else:
            return redirect("photos", key=photo.record_id)
    return _one(request, photo, form)


@page("photo.read", of=Record)
def compare(request: Asked, record: Record) -> HttpResponse:
    """Two photographs of one view, one over the other with a movable edge. view, site, one, other: what the query asks for."""
    groups = _groups(shown(record))
    asked = (request.GET.get("view", ""), request.GET.get("site", ""))
    found = [group for group in groups if (group[0].view.name, group[0].site) == asked] or [g for g in groups if len(g[1]) > 1]
    shot, photos = found[0] if found else (None, [])
    by_key = {str(photo.pk): photo for photo in photos}
    one = by_key.get(request.GET.get("one", ""), photos[0] if photos else None)
    other = by_key.get(request.GET.get("other", ""), photos[-1] if photos else None)
    told = {"record": record, "shot": shot, "photos": photos, "one": one, "other": other, "groups": groups}
    return render(request, "clinic/photos/compare.html", told)


@page("photo.read", of=Photo)
def image(request: Asked, photo: Photo) -> HttpResponse:
    """The picture at its full size."""
    return _picture(photo, photo.image)


@page("photo.read", of=Photo)
def thumb(request: Asked, photo: Photo) -> HttpResponse:
    """The small copy."""
    return _picture(photo, photo.thumb)


def _picture(photo: Photo, sealed: Sealed) -> HttpResponse:
    if photo.withdrawn:
        return HttpResponse("this photograph was withdrawn", status=410, content_type="text/plain")
    try:
        content = opened(sealed)
    except InputError as error:
        return HttpResponse(str(error), status=500, content_type="text/plain")
    response = HttpResponse(content, content_type=sealed.media_type)
    name = "-".join(filter(None, (f"client-{photo.record.number}", photo.view, photo.site, str(photo.taken_on))))
    response["Content-Disposition"] = f'inline; filename="{name}.jpg"'
    response["Content-Security-Policy"] = _ALONE
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _one(request: Asked, photo: Photo, form: Withdraw) -> HttpResponse:
    record = photo.record
    taken = {each.shot for each in shown(record) if each.taken_on == photo.taken_on}
    ahead = next((shot for shot in wanted(record) if shot not in taken), None)
    told: dict[str, Any] = {"record": record, "photo": photo, "form": form, "next": ahead}
    told["next_address"] = _address(record, ahead) if ahead else ""
    return render(request, "clinic/photos/photo.html", told, status=422 if form.errors else 200)


def _groups(photos: list[Photo]) -> list[tuple[Shot, list[Photo]]]:
    return [(shot, list(group)) for shot, group in groupby(photos, key=lambda photo: photo.shot)]


def _address(record: Record, shot: Shot) -> str:
    return reverse("photo-new", kwargs={"key": record.pk}) + shot.query
