"""Keep and withdraw photographs: each in one transaction with its row of the audit log."""

from datetime import date

from django.db import transaction

from rederm.clinic.accounts.models import User
from rederm.clinic.audit.log import record as log
from rederm.clinic.charts.models import Record
from rederm.clinic.photos.models import Photo, Withdrawal
from rederm.clinic.photos.reading import MEDIA_TYPE, Read
from rederm.clinic.photos.shots import Shot
from rederm.clinic.vault.vault import seal
from rederm.sources import InputError


def keep_photo(user: User, record: Record, read: Read, shot: Shot, taken_on: date, skin_state: str, day: int | None) -> Photo:
    """Keep a photograph. Where anything fails nothing stands but, at most, an unreadable file that the next sweep removes."""
    with transaction.atomic():
        photo = Photo(
            record=record,
            view=shot.view.name,
            site=shot.site,
            taken_on=taken_on,
            day_of_course=day,
            skin_state=skin_state,
            image=seal(record.clinic, read.image, MEDIA_TYPE),
            thumb=seal(record.clinic, read.thumb, MEDIA_TYPE),
            width=read.width,
            height=read.height,
            quality=read.quality,
            by=user,
        )
        photo.full_clean(exclude=["quality"])
        photo.save(force_insert=True)
        log(user, "write photo", photo, after=[photo.image.digest, photo.view, photo.site, str(taken_on)])
    return photo


def withdraw(user: User, photo: Photo, reason: str) -> Withdrawal:
    """Show it no more. Raises InputError where it was withdrawn before."""
    with transaction.atomic():
        Photo.objects.select_for_update().get(pk=photo.pk)
        if Withdrawal.objects.filter(photo=photo).exists():
            raise InputError("this photograph is withdrawn already")
        made = Withdrawal.objects.create(photo=photo, reason=reason, by=user)
        log(user, "withdraw photo", photo, after=[reason])
    return made


def shown(record: Record) -> list[Photo]:
    """The photographs of a client that are not withdrawn, by view, site and day."""
    order = {view: place for place, (view, _) in enumerate(Photo._meta.get_field("view").flatchoices)}
    found = record.photos.filter(withdrawal=None)
    return sorted(found, key=lambda photo: (order[photo.view], photo.site, photo.taken_on, photo.at))
