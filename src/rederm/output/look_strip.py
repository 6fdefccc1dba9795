"""The skin of the main concern seen from above through a course: the typical case over the same skin left alone.

    before, day 3 (1 where the first session is over by then), 30, 90 and 180 days after the last session

All of these days are followed in any outlook, so that nothing is simulated again. A patch is small enough for a quick report
and wide enough for a scar: 16 mm on 220 pixels is drawn on a raster of half the points of a sheet's 20 mm.
"""

import base64
import io
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from rederm.look.picture import UNTREATED, Appearance, Patch, Scene
from rederm.look.when import when
from rederm.outlook import Outlook, pictured
from rederm.output.language import tr, trn
from rederm.output.picture_series import UNVALIDATED, rendered, usual_light
from rederm.sources import InputError, mark

TYPICAL = "median"
CAPTIONS = {TYPICAL: mark("{day}, typical case, simulation"), UNTREATED: mark("{day}, left alone, simulation")}
AFTER = (30, 90, 180)  # days after the last session
EARLY, EARLIER = 3, 1  # days after the first one
PIXELS, SIDE_MM = 220, 16.0
_WEBP, _JPEG = 78, 88  # qualities at which the relief of skin is kept


def look_strip(outlook: Outlook) -> dict[str, Any] | None:
    """{"site", "note", "heads": [words a day], "rows": [[{"caption", "alt", "image"} a day] typical, left alone]}.

    None where the course treats no site of a concern. image: PIL, for `for_page` and `for_paper`.
    """
    days = strip_days(outlook)
    found = next(_pictured(outlook, days), None)
    if found is None:
        return None
    from rederm.look.picture import Light

    scene, told = found
    shown = {name: told[name] for name in CAPTIONS}
    light, patch = Light.named(usual_light(scene)), Patch(PIXELS, SIDE_MM, outlook.seed)
    images = rendered(scene, shown, light, patch)
    return {
        "site": scene.site,
        "note": tr("{width} mm of skin, seen from above. {statement}", width=f"{SIDE_MM:g}", statement=tr(UNVALIDATED)),
        "heads": [_head(day, outlook) for day in days],
        "rows": [[_picture(name, scene, *pair) for pair in zip(shown[name], images[name], strict=True)] for name in CAPTIONS],
    }


def strip_days(outlook: Outlook) -> tuple[float, ...]:
    """The days of the strip, counted from the first session, each once."""
    first, last = min(s.day for s in outlook.sessions), max(s.day for s in outlook.sessions)
    lasting = [
        s.figures[name] for s in outlook.sessions if s.day == first for name in ("social_downtime_days", "erythema_days")
    ]
    early = EARLY if any(np.nanmedian(days) >= EARLY for days in lasting) else EARLIER
    return (0.0, first + early, *(last + after for after in AFTER))


def for_page(strip: Mapping[str, Any]) -> dict[str, Any]:
    """The strip with each image as "webp", in base 64."""
    return _encoded(strip, lambda image, _: {"webp": base64.b64encode(_file(image, "WEBP", _WEBP)).decode()})


def for_paper(strip: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, bytes]]:
    """The strip with the name of each image as "file", and the files by name. JPEG: a PDF holds it as it is."""
    files: dict[str, bytes] = {}

    def kept(image: Any, name: str) -> dict[str, str]:
        files[f"{name}.jpg"] = _file(image, "JPEG", _JPEG)
        return {"file": f"{name}.jpg"}

    return _encoded(strip, kept), files


def _pictured(outlook: Outlook, days: tuple[float, ...]) -> Iterator[tuple[Scene, Mapping[str, list[Appearance]]]]:
    """What is seen at the site of each concern that the course treats, the heaviest first."""
    for concern in sorted(outlook.client.concerns, key=lambda concern: -concern.weight * concern.severity):
        try:
            yield pictured(outlook, concern.site, days)
        except InputError:  # a site that the course does not treat
            continue


def _head(day: float, outlook: Outlook) -> str:
    last = max(session.day for session in outlook.sessions)
    if day == 0:
        return tr("Before")
    if day <= last or day - last < AFTER[0]:
        return tr(when(day))
    return trn("{count} day after the last session", "{count} days after the last session", round(day - last))


def _picture(name: str, scene: Scene, shown: Appearance, pixels: np.ndarray) -> dict[str, Any]:
    from PIL import Image

    from rederm.look.picture import describe

    day = tr("Before") if shown.day == 0 else tr(when(shown.day))
    return {
        "caption": tr(CAPTIONS[name], day=day),
        "alt": tr("Simulation, {site}: {seen!l}", site=tr(scene.site.replace("-", " ")), seen=tr(describe(scene, shown))),
        "image": Image.fromarray(pixels),
    }


def _encoded(strip: Mapping[str, Any], encode: Callable[[Any, str], Mapping[str, str]]) -> dict[str, Any]:
    """The strip with what an image is encoded to in place of it; encode: (image, its name) -> keys."""
    rows = [
        [
            {"caption": each["caption"], "alt": each["alt"], **encode(each["image"], f"look-{place}-{number}")}
            for number, each in enumerate(row)
        ]
        for place, row in enumerate(strip["rows"])
    ]
    return {**strip, "rows": rows}


def _file(image: Any, form: str, quality: int) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, form, quality=quality)
    return buffer.getvalue()
