"""The room of photographs: what is wanted, what is said of a photograph, two of them, one that is withdrawn."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from clinic_objects import jpeg, photographed
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from scipy.ndimage import gaussian_filter
from test_photos_uploads import send

from rederm.clinic.audit.models import Entry
from rederm.clinic.charts.keep import new_record
from rederm.clinic.charts.steps import DONE, LATER, NEXT, steps_of
from rederm.clinic.photos.models import Photo, Withdrawal
from rederm.clinic.photos.quality import blur_width, quality_of
from rederm.clinic.photos.shots import FACE, Shot, wanted
from rederm.clinic.vault.vault import opened
from rederm.look.photo import Photo as Pixels
from rederm.sources import load_table

SKIN = np.array([205.0, 150.0, 125.0])


def scene(
    *, side: int = 1200, light: float = 1.0, tint: tuple[float, float, float] = (1, 1, 1), blur: float = 0, card: bool = True
) -> Pixels:
    """Grainy skin before a grey wall, with a grey card."""
    rng = np.random.default_rng(2)
    codes = np.full((side, side, 3), 120.0)
    middle = slice(side // 5, 4 * side // 5)
    pores = sum(gaussian_filter(rng.normal(0, 12 * width, (side, side, 1)), (width, width, 0)) for width in (1, 3, 9))
    codes[middle, middle] = (SKIN + pores)[middle, middle]
    if not card:
        codes[:] = SKIN + pores
    else:
        codes[side // 2 : 3 * side // 4, side // 2 : 3 * side // 4] = 15  # the rim of the card
        codes[11 * side // 20 : 14 * side // 20, 11 * side // 20 : 14 * side // 20] = 150
    codes += rng.normal(0, 3, (side, side, 1))
    codes *= light * np.asarray(tint)
    if blur:
        codes = np.stack([gaussian_filter(codes[..., k], blur) for k in range(3)], axis=-1)
    return Pixels(np.clip(codes, 0, 255).astype(np.uint8))


def found(photo: Pixels) -> dict[str, str]:
    return {finding["about"]: finding["said"] for finding in quality_of(photo)["findings"]}


def test_nothing_is_said_against_a_sharp_well_lit_photograph_with_a_card() -> None:
    assert found(scene()) == {}
    assert quality_of(scene())["balance"] == "grey card"


@pytest.mark.parametrize(
    ("about", "how"),
    [
        ("sharpness", {"blur": 4}),
        ("light", {"light": 0.12}),
        ("light", {"light": 1.6, "card": False}),
        ("size", {"side": 700}),
        ("colour", {"tint": (1.0, 0.93, 0.8)}),
    ],
)
def test_what_is_wrong_is_said_with_what_to_do(about: str, how: dict[str, Any]) -> None:
    told = {finding["about"]: finding for finding in quality_of(scene(**how))["findings"]}
    assert about in told
    assert told[about]["do"]


@pytest.mark.parametrize("width", [1.5, 2.5, 4.0])
def test_the_width_of_a_known_blur_is_found(width: float) -> None:
    grain = np.random.default_rng(3).normal(128, 60, (1000, 1000))
    codes = gaussian_filter(grain, width)
    codes = 128 + 100 * (codes - codes.mean()) / np.abs(codes - codes.mean()).max()
    photo = Pixels(np.repeat(np.rint(codes)[..., None], 3, axis=2).astype(np.uint8))
    assert blur_width(photo) == pytest.approx(width, rel=0.15)


def test_a_photograph_without_anything_in_it_is_blurred_and_shows_no_skin() -> None:
    told = found(Pixels(np.full((1200, 1200, 3), 128, np.uint8)))
    assert {"sharpness", "skin"} <= set(told)


def test_every_threshold_of_the_check_is_marked_as_assumed() -> None:
    table = load_table("appearance/capture")
    names = ("blur.most", "glare.most", "brightest.least", "side.least", "cast.most", "background.least")
    assert {table[name].method for name in names} == {"assumed"}


def test_a_face_is_wanted_from_five_sides_and_each_site_near(record: Any) -> None:
    sites = {concern["site"] for concern in record.file.content["concerns"]}
    shots = wanted(record)
    assert shots[:5] == [Shot(view) for view in FACE]
    assert {shot.site for shot in shots[5:]} == sites - {"face"}


def test_the_chart_tells_what_is_missing_and_when_all_is_there(record: Any, person: Any) -> None:
    user = person("assistant")

    def state() -> tuple[str, str]:
        told = next(step for step in steps_of(record, user) if step.title == "Photographs")
        return told.state, told.said

    assert state() == (NEXT, "None yet.")
    shots = wanted(record)
    for shot in shots[:-1]:
        photographed(record, shot.view.name, shot.site)
    assert state()[0] == NEXT
    assert f"Missing: {shots[-1].title}" in state()[1]
    photographed(record, shots[-1].view.name, shots[-1].site)
    assert state()[0] == DONE


def test_photographs_come_after_the_consult(person: Any) -> None:
    user = person("owner")
    record = new_record(user, "Nobody Invented", date(1980, 1, 1))
    told = next(step for step in steps_of(record, user) if step.title == "Photographs")
    assert told.state == LATER


def test_what_is_sent_is_kept_and_its_page_says_how_it_was_taken(signed_in: Any, record: Any) -> None:
    browser = signed_in("assistant")
    response = send(browser, record, jpeg(), day_of_course=-3, view="close-up", site="cheek")
    assert response.status_code == 302
    photo = Photo.objects.get()
    assert (photo.view, photo.site, photo.day_of_course, photo.skin_state) == ("close-up", "cheek", -3, "clean")
    page = browser.get(response.url).content.decode()
    assert "200 x 160 pixels are few" in page
    assert f'src="{reverse("photo-image", kwargs={"key": photo.pk})}"' in page
    assert Entry.objects.filter(action="write photo", object=str(photo.pk)).exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"view": "close-up"}, "say which site"),
        ({"view": "sideways"}, "Select a valid choice"),
        ({"site": "moon"}, "Select a valid choice"),
        ({"taken_on": timezone.localdate() + timedelta(days=2)}, "between the client"),
        ({"skin_state": ""}, "required"),
        ({"day_of_course": 1e9}, "whole number|less than"),
        ({"image": ""}, "choose a photograph"),
    ],
)
def test_what_is_wrong_in_the_form_is_said_and_nothing_kept(signed_in: Any, record: Any, wrong: Any, said: str) -> None:
    import re

    response = send(signed_in("assistant"), record, jpeg(), **wrong)
    assert response.status_code == 422
    assert re.search(said, response.content.decode())
    assert Photo.objects.count() == 0


def test_a_camera_can_send_it_too_but_not_both_at_once(signed_in: Any, record: Any) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    shot = SimpleUploadedFile("a.jpg", jpeg(), content_type="image/jpeg")
    assert send(signed_in("assistant"), record, jpeg(), camera=shot).status_code == 422
    shot.seek(0)
    assert send(signed_in("assistant"), record, jpeg(), image="", camera=shot).status_code == 302


def test_the_gallery_shows_small_copies_and_asks_the_database_alike_for_any_number(signed_in: Any, record: Any) -> None:
    from django.db import connection

    browser, address = signed_in("assistant"), reverse("photos", kwargs={"key": record.pk})
    photographed(record)
    with CaptureQueriesContext(connection) as few:
        page = browser.get(address).content.decode()
    assert page.count("/thumb/") == 1
    assert "/image/" not in page
    for day in range(3, 8):
        photographed(record, taken_on=date(2026, 11, day))
    with CaptureQueriesContext(connection) as many:
        assert browser.get(address).content.decode().count("/thumb/") == 6
    assert len(many) == len(few)


def test_two_of_a_view_are_compared_and_what_differs_is_said(signed_in: Any, record: Any) -> None:
    first, second = photographed(record), photographed(record, taken_on=date(2026, 11, 20))
    Photo.objects.filter(pk=second.pk).update(skin_state="made-up")
    browser, address = signed_in("assistant"), reverse("photo-compare", kwargs={"key": record.pk})
    page = browser.get(address).content.decode()
    assert str(first.pk) in page
    assert str(second.pk) in page
    assert "not in the same state" in page
    assert 'type="range"' in page
    assert "style=" not in page
    elsewhere = photographed(record, view="left-45")
    asked = f"{address}?one={elsewhere.pk}&other=x&view=front"
    assert str(elsewhere.pk) not in browser.get(asked).content.decode()


def test_a_withdrawn_photograph_is_kept_but_not_shown(signed_in: Any, record: Any) -> None:
    photo, browser = photographed(record), signed_in("assistant")
    address = reverse("photo-withdraw", kwargs={"key": photo.pk})
    assert browser.post(address).status_code == 422
    assert browser.post(address, {"reason": "of somebody else"}).status_code == 302
    assert browser.post(address, {"reason": "again"}).status_code == 422
    assert Withdrawal.objects.get().reason == "of somebody else"
    for what in ("photo-image", "photo-thumb"):
        assert browser.get(reverse(what, kwargs={"key": photo.pk})).status_code == 410
    assert "/thumb/" not in browser.get(reverse("photos", kwargs={"key": record.pk})).content.decode()
    page = browser.get(reverse("photo", kwargs={"key": photo.pk})).content.decode()
    assert "of somebody else" in page
    assert "<img" not in page
    assert opened(Photo.objects.get().image)


def test_a_photograph_that_was_changed_on_the_disk_is_said_to_be(signed_in: Any, record: Any) -> None:
    from rederm.clinic.vault.vault import path_of

    photo = photographed(record)
    path_of(photo.image_id).unlink()
    response = signed_in("assistant").get(reverse("photo-image", kwargs={"key": photo.pk}))
    assert response.status_code == 500
    assert "restore it from a backup" in response.content.decode()


def test_no_page_of_the_room_names_the_client_in_its_address_or_title(signed_in: Any, record: Any) -> None:
    photo, browser = photographed(record), signed_in("assistant")
    for name in ("photos", "photo-new", "photo-compare"):
        page = browser.get(reverse(name, kwargs={"key": record.pk})).content.decode()
        assert "Maria" not in page.split("</title>")[0]
    page = browser.get(reverse("photo", kwargs={"key": photo.pk})).content.decode()
    assert "Maria" not in page.split("</title>")[0]
    assert "Maria" not in "".join(part.split('"')[0] for part in page.split('alt="')[1:])


def test_outlines_hold_no_style_and_open(tmp_path: Any) -> None:
    from xml.etree import ElementTree

    from django.conf import settings

    from rederm.clinic.photos.shots import VIEWS

    for view in VIEWS:
        text = (settings.STATIC_ROOT / view.outline).read_text()
        assert "style" not in text
        assert ElementTree.fromstring(text).tag.endswith("svg")
    assert Image.MAX_IMAGE_PIXELS  # Pillow's own bound stands beside rederm's
