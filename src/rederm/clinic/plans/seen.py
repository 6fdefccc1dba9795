"""Pictures of a course: the lesion cut through, the skin from above, the story inside it. Each takes about a second."""

import base64
import io
import tempfile
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from rederm.clinic.plans.cases import Case, followed
from rederm.injury.report import LesionReport
from rederm.look.picture import QUANTILES, UNTREATED, Appearance, Patch, Scene
from rederm.outlook import Outlook, simulate
from rederm.sources import InputError

BEFORE, ALONE, ONE, OTHER = "before", "alone", "a", "b"
SIDES = {BEFORE: "before the first session", ALONE: "left alone", ONE: "course A", OTHER: "course B"}
CASES = {"median": "typical case", "pessimistic": "worse case", "optimistic": "better case"}  # words of QUANTILES
_DRAWN = 24  # drawings kept in a process
_PIXELS, _SIDE_MM, _WEBP = 420, 18.0, 82
_PEN = Lock()  # the style of matplotlib is one for the process


@lru_cache(maxsize=_DRAWN)
def lesion_svg(case: Case, text: str) -> bytes:
    """The first session's lesion in its first region. Raises InputError where the setting injures nothing to be drawn."""
    from rederm.output import draw_lesion

    region = next(iter(followed(case, text).outlook.regions.values()))
    session = region.sessions[0]
    report = LesionReport(
        setting=session.setting,
        skin=region.skin,
        injury=region.injuries[0],
        warnings=region.outside,
        draws=case.draws.n,
        seed=case.draws.seed,
        cooling=session.aftercare.skin_cooling,
    )
    with _PEN, tempfile.TemporaryDirectory() as folder:  # drawings are written to files
        path = Path(folder) / "lesion.svg"
        draw_lesion(report, path)
        return path.read_bytes()


@lru_cache(maxsize=_DRAWN)
def seen(case: Case, text: str) -> dict[str, Any]:
    """{"look": the strip of the skin from above or None, "story": frames}, images as data to stand in a page."""
    from rederm.output.look_strip import for_page, look_strip
    from rederm.output.story import report_strip
    from rederm.output.story_panel import webp64

    outlook = followed(case, text).outlook
    strip = look_strip(outlook)
    with _PEN:
        story = [{**frame, "image": None, "webp": webp64(frame["image"])} for frame in report_strip(outlook)]
    return {"look": strip and for_page(strip), "story": story}


@lru_cache(maxsize=_DRAWN)
def on_day(case: Case, text: str, day: float, which: str, quantile: str) -> dict[str, Any]:
    """One picture: {"webp", "day", "site", "alt"}. which: of SIDES.

    Raises InputError for a quantile that is not known, or a course that treats no site of a concern.
    """
    from rederm.look.picture import Light, describe
    from rederm.output.picture_series import rendered, usual_light

    if quantile not in QUANTILES:
        raise InputError(f"{quantile[:20]!r} is no case of a picture; choose one of {', '.join(CASES)}")
    at = 0.0 if which == BEFORE else day
    outlook = simulate(case.client, followed(case, text).course, days=max(1, round(at)), draws=case.draws, also=(at,))
    scene, told = _scene(outlook, at)
    row = UNTREATED if which in (BEFORE, ALONE) else quantile
    images = rendered(scene, {row: told[row]}, Light.named(usual_light(scene)), Patch(_PIXELS, _SIDE_MM, outlook.seed))
    shown = told[row][0]
    site = scene.site.replace("-", " ")
    return {"webp": _webp(images[row][0]), "day": f"{at:g}", "site": site, "alt": describe(scene, shown)}


def _scene(outlook: Outlook, day: float) -> tuple[Scene, dict[str, list[Appearance]]]:
    from rederm.outlook import pictured

    for concern in sorted(outlook.client.concerns, key=lambda one: -one.weight * one.severity):
        try:
            scene, told = pictured(outlook, concern.site, (day,))
            return scene, dict(told)
        except InputError:  # a site that the course does not treat
            continue
    raise InputError("the course treats no site of a concern, so there is nothing to picture")


def _webp(pixels: Any) -> str:
    from PIL import Image

    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "WEBP", quality=_WEBP)
    return base64.b64encode(buffer.getvalue()).decode()
