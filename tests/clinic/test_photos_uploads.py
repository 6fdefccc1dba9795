"""Whatever is uploaded as a photograph is either kept as pixels alone or refused in one readable line."""

import gzip
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
import pytest
from clinic_objects import jpeg, photographed
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import reverse
from PIL import Image, ImageCms

from rederm.clinic.photos.models import Photo
from rederm.clinic.photos.reading import read_upload
from rederm.clinic.vault.models import Sealed
from rederm.clinic.vault.vault import opened, path_of
from rederm.sources import InputError

SCRIPT = b"<html><script>alert(document.domain)</script></html>"
PLACE_NOTE = b"taken at 52.5200 N 13.4050 E"


def pixels(width: int = 200, height: int = 160) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(jpeg(width, height))))


def saved(form: str, image: Any = None, **how: Any) -> bytes:
    made = io.BytesIO()
    (image or Image.fromarray(pixels())).save(made, form, **how)
    return made.getvalue()


def zipped() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("run.js", "alert(1)")
    return made.getvalue()


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(width: int, height: int, rows: bytes, *, more: bytes = b"") -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + more + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def placed() -> bytes:
    """With where it was taken, by what, a thumbnail of its own, and turned by EXIF."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0131], exif[0x0112] = "Camera of Invented", "rederm test", 6
    exif[0x010E] = PLACE_NOTE.decode()
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 18.0)})
    return saved("JPEG", exif=exif, comment=PLACE_NOTE, quality=95)


def cmyk() -> bytes:
    return saved("JPEG", Image.fromarray(pixels()).convert("CMYK"))


def sixteen() -> bytes:
    return saved("PNG", Image.fromarray(pixels()[..., 0].astype(np.uint16) * 257))


MADE_SAFE: dict[str, Callable[[], bytes]] = {
    "JPEG that is HTML too": lambda: jpeg() + SCRIPT,
    "JPEG with HTML in its comment": lambda: saved("JPEG", comment=SCRIPT),
    "PNG that is a ZIP too": lambda: saved("PNG") + zipped(),
    "PNG with text": lambda: saved("PNG")[:33] + chunk(b"tEXt", b"Comment\0" + SCRIPT) + saved("PNG")[33:],
    "EXIF with place and turn": placed,
    "CMYK": cmyk,
    "16 bits": sixteen,
    "colour profile": lambda: saved("JPEG", icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()),
    "broken colour profile": lambda: saved("JPEG", icc_profile=b"A" * 4096 + SCRIPT),
    "WebP with XMP": lambda: saved("WEBP", xmp=SCRIPT),
    "TIFF": lambda: saved("TIFF"),
}
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "empty"),
    "SVG": (lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "not a photograph"),
    "HTML named .jpg": (lambda: SCRIPT, "not a photograph"),
    "GIF that is JavaScript too": (lambda: b"GIF89a/*" + b"\0" * 20 + b"*/=1;alert(1)//", "not a photograph"),
    "GIF": (lambda: saved("GIF"), "not a photograph"),
    "ZIP": (zipped, "not a photograph"),
    "PDF": (lambda: b"%PDF-1.7\n%%EOF", "not a photograph"),
    "HEIC": (lambda: b"\0\0\0\x18ftypheic" + b"\0" * 64, "HEIC"),
    "a head without a body": (lambda: jpeg()[:200], "not a photograph|ends early"),
    "cut in half": (lambda: jpeg()[: len(jpeg()) // 2], "ends early"),
    "PNG cut in half": (lambda: saved("PNG")[:-3000], "ends early"),
    "two billion pixels in 100 bytes": (lambda: png(46_000, 46_000, b""), "megapixels"),
    "one row of many pixels": (lambda: png(2_000_000_000, 1, b""), "megapixels"),
    "no pixels": (lambda: png(0, 0, b""), "not a photograph|too few"),
    "100 megapixels of zeros": (lambda: png(10_000, 10_000, zlib.compress(b"\0" * 30_010_000, 9)), "megapixels"),
    "text that swells": (
        lambda: png(200, 160, b"", more=chunk(b"zTXt", b"c\0\0" + zlib.compress(b"\0" * 80_000_000, 9))),
        "not a photograph|ends early",
    ),
    "an animation": (
        lambda: saved("WEBP", save_all=True, append_images=[Image.fromarray(pixels()[::-1].copy())]),
        "holds 2 pictures",
    ),
    "too small": (lambda: jpeg(60, 60), "too few"),
    "floating point": (lambda: saved("TIFF", Image.fromarray(pixels()[..., 0].astype(np.float32))), "floating"),
    "gzip": (lambda: gzip.compress(jpeg()), "not a photograph"),
}


def send(browser: Browser, record: Any, content: bytes, name: str = "face.jpg", **more: Any) -> Any:
    upload = SimpleUploadedFile(name, content, content_type="image/jpeg")
    said = {"view": "front", "site": "", "taken_on": date(2026, 11, 2), "skin_state": "clean", "image": upload} | more
    return browser.post(reverse("photo-new", kwargs={"key": record.pk}), said)


@pytest.mark.parametrize("kind", MADE_SAFE)
def test_what_is_a_picture_is_kept_as_pixels_alone(kind: str) -> None:
    made = read_upload(MADE_SAFE[kind]())
    for kept in (made.image, made.thumb):
        image = Image.open(io.BytesIO(kept))
        image.load()
        assert (image.format, image.mode, image.info.keys() - {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi"}) == (
            "JPEG",
            "RGB",
            set(),
        )
        assert not image.getexif()
        assert not re.search(rb"alert|script|PK\x03\x04|Invented|52\.52|Exif", kept)
    assert max(Image.open(io.BytesIO(made.thumb)).size) <= 360


def test_a_picture_is_kept_upright_at_its_size_and_in_its_colours() -> None:
    made = read_upload(placed())
    assert (made.width, made.height) == (160, 200)
    plain = read_upload(jpeg())
    again = np.asarray(Image.open(io.BytesIO(plain.image))).astype(int)
    assert np.abs(again - pixels()).mean() < 2


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_kept_is_refused_in_one_line(kind: str) -> None:
    content, why = REFUSED[kind]
    with pytest.raises(InputError, match=why) as raised:
        read_upload(content())
    assert "\n" not in str(raised.value)
    assert len(str(raised.value)) < 200


@pytest.mark.parametrize("kind", ["SVG", "HTML named .jpg", "cut in half"])
def test_a_refusal_stands_beside_the_field_and_keeps_nothing(kind: str, signed_in: Any, record: Any) -> None:
    response = send(signed_in("assistant"), record, REFUSED[kind][0]() or b" ")
    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()
    assert Photo.objects.count() == Sealed.objects.count() == 0


def test_the_name_of_the_file_decides_nothing_and_is_not_kept(signed_in: Any, record: Any) -> None:
    response = send(signed_in("assistant"), record, saved("PNG"), name="../../Maria Invented.html")
    assert response.status_code == 302
    photo = Photo.objects.get()
    assert photo.image.media_type == "image/jpeg"
    head = signed_in("assistant").get(reverse("photo-image", kwargs={"key": photo.pk}))["Content-Disposition"]
    assert "Maria" not in head
    assert head == f'inline; filename="client-{record.number}-front-2026-11-02.jpg"'


@pytest.mark.parametrize("what", ["photo-image", "photo-thumb"])
def test_a_picture_is_served_so_that_it_can_be_nothing_else(what: str, signed_in: Any, record: Any) -> None:
    response = signed_in("assistant").get(reverse(what, kwargs={"key": photographed(record).pk}))
    assert response.content[:3] == b"\xff\xd8\xff"
    assert response["Content-Type"] == "image/jpeg"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("default-src 'none'; sandbox")
    assert response["Cache-Control"] == "no-store"


def test_an_upload_that_is_too_large_is_refused_by_its_head(signed_in: Any, record: Any, settings: Any) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1000
    response = send(signed_in("assistant"), record, jpeg())
    assert response.status_code == 413
    assert "Save it smaller" in response.content.decode()


def test_a_body_without_a_size_or_too_large_never_reaches_django() -> None:
    from asgiref.sync import async_to_sync

    from rederm.clinic.project.asgi import Bounded

    def answer(heads: list[tuple[bytes, bytes]]) -> int:
        sent: list[Any] = []

        async def send(message: Any) -> None:
            sent.append(message)

        async def inner(scope: Any, receive: Any, send: Any) -> None:
            sent.append({"status": 200})

        async_to_sync(Bounded(inner, 1000))({"type": "http", "method": "POST", "headers": heads}, None, send)
        return int(sent[0]["status"])

    assert answer([(b"transfer-encoding", b"chunked")]) == 411
    assert answer([(b"content-length", b"1001")]) == 413
    assert answer([(b"content-length", b"1000")]) == 200


def test_thumbnails_of_encrypted_photos_are_made_at_upload_and_encrypted_likewise(signed_in: Any, record: Any) -> None:
    response = send(signed_in("assistant"), record, jpeg(1600, 1200))
    photo = Photo.objects.get(pk=response.url.split("/")[-2])
    thumb = opened(photo.thumb)
    assert Image.open(io.BytesIO(thumb)).size == (360, 270)
    assert len(thumb) < 40_000 < len(opened(photo.image))
    for kept in (photo.image, photo.thumb):
        assert b"JFIF" not in path_of(kept.pk).read_bytes()
