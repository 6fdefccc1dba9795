"""However the recording of a photograph is interrupted, it is there whole or not at all."""

from datetime import date
from typing import Any

import pytest
from clinic_objects import jpeg, photographed
from django.test import Client as Browser
from faults import every_fault
from test_photos_uploads import send

from rederm.clinic.audit.log import verify
from rederm.clinic.audit.models import Entry
from rederm.clinic.photos.keep import withdraw
from rederm.clinic.photos.models import Photo, Withdrawal
from rederm.clinic.vault.models import Sealed
from rederm.clinic.vault.vault import folder, opened, path_of, sweep


@pytest.fixture(autouse=True)
def clean(db: None) -> None:
    sweep(older_than=0)


def files() -> set[str]:
    return {path.name for path in folder().glob("*/*")}


def test_a_photograph_stands_whole_or_not_at_all_whichever_write_fails(record: Any) -> None:
    entries, struck = Entry.objects.count(), 0
    for fault in every_fault():
        with fault:
            photographed(record)
        if not fault.struck:
            continue
        struck += 1
        assert Photo.objects.count() == Sealed.objects.count() == 0
        assert Entry.objects.count() == entries
        assert verify() == []
        sweep(older_than=0)
        assert files() == set()
    assert struck >= 9  # two files, before and after; two rows of the vault; the photograph; the log and its head
    photo = Photo.objects.get()
    assert files() == {path_of(photo.image_id).name, path_of(photo.thumb_id).name}
    assert len(opened(photo.image)) == photo.image.size
    assert Entry.objects.filter(action="write photo", object=str(photo.pk)).count() == 1
    assert verify() == []


def test_an_upload_is_kept_or_answered_with_an_error_whichever_write_fails(record: Any, signed_in: Any) -> None:
    browser: Browser = signed_in("assistant")
    browser.raise_request_exception = False
    content, kept = jpeg(), 0
    for fault in every_fault():
        with fault:
            response = send(browser, record, content)
        photos = Photo.objects.count()
        assert photos - kept == (response.status_code == 302)
        assert response.status_code in (302, 500)
        kept = photos
        assert verify() == []
    assert kept == 1


def test_a_withdrawal_is_never_without_its_row_of_the_log(record: Any) -> None:
    photo = photographed(record, taken_on=date(2026, 11, 3))
    for fault in every_fault():
        with fault:
            withdraw(photo.by, photo, "of somebody else")
        said = Entry.objects.filter(action="withdraw photo").count()
        assert Withdrawal.objects.count() == said == (not fault.struck)
        assert verify() == []
