"""The story of a course at one site: stills, a strip, and one page that opens offline; and the strip that opens a report."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from rederm.look.story import MOST, STRIP, Frame, Story, moments, story_days
from rederm.look.story import story as tell
from rederm.outlook import Outlook, simulate
from rederm.output.language import tr
from rederm.output.page import write_files
from rederm.output.site_words import site_words
from rederm.output.story_ground import Ground, ground_of
from rederm.output.story_panel import day_words, draw, png, stacked
from rederm.output.story_sheet import STILL, still, strip
from rederm.output.story_words import alternative, facts
from rederm.skin import FACE_PARTS, load_site
from rederm.skin.names import ROMAN
from rederm.sources import InputError

REPORT, REPORT_LETTERS = 480, 17  # pixels: width of a panel in a report, which shows it at half the size; of its words


@dataclass(frozen=True, eq=False)
class Told:
    """A story with what it is told from."""

    outlook: Outlook
    region: Any
    story: Story

    @cached_property
    def ground(self) -> Ground:
        return ground_of(self.story)

    @property
    def heading(self) -> str:
        client = self.outlook.client
        kind = ROMAN[client.fitzpatrick - 1]
        return tr(
            "{course} · {site}, type {kind}, {age} years · seed {seed}",
            course=self.outlook.course.text,
            site=site_words(self.region.site),
            kind=kind,
            age=f"{client.age:g}",
            seed=self.outlook.seed,
        )

    def to_json(self) -> dict[str, Any]:
        return {
            "schema": "rederm.story/1",
            "course": self.outlook.course.text,
            "site": self.region.site,
            "draws": self.outlook.draws,
            "seed": self.outlook.seed,
            "frames": [_frame(self.story, frame) for frame in self.story.frames],
        }


def told(outlook: Outlook, site: str | None = None, most: int = MOST) -> Told:
    """The story of an outlook's course at a site, followed once more on its moments with the same draws. most: frames."""
    place = _place(outlook, site)
    healing = outlook.regions[place].healing
    chosen = moments(healing, most)
    also = story_days(chosen, healing.session_days)
    followed = simulate(outlook.client, outlook.course, days=outlook.last_day, draws=outlook.drawn, also=also)
    region = followed.regions[place]
    made = tell(region.healing, region.injuries, region.sessions, region.skin, outlook.client, chosen)
    return Told(outlook, region, made)


def write_story(told: Told, folder: Path) -> list[Path]:
    """Write frame-01.png .., strip.png and story.html into `folder`; return what was written."""
    from rederm.output.story_page import story_page

    story, ground = told.story, told.ground
    drawn = [draw(story, ground, frame, STILL) for frame in story.frames]
    content: dict[str, str | bytes] = {
        f"frame-{place:02d}.png": png(still(each, told.heading)) for place, each in enumerate(drawn, 1)
    }
    content["strip.png"] = png(strip([each for each in drawn if each.frame in story.strip], told.heading))
    content["story.html"] = story_page(told, drawn)
    return write_files(folder, content)


def report_strip(outlook: Outlook) -> list[dict[str, Any]]:
    """The strip of a planned course in its first region, as {"title", "day", "said", "alt", "image"} a frame."""
    made = told(outlook, most=STRIP)
    story, ground = made.story, made.ground
    return [
        {
            "title": tr(frame.title),
            "day": tr(day_words(frame)),
            "said": tr(frame.said),
            "alt": alternative(story, frame),
            "image": stacked(draw(story, ground, frame, REPORT), REPORT, REPORT_LETTERS),
        }
        for frame in story.frames
    ]


def _place(outlook: Outlook, site: str | None) -> str:
    """The treated region that a site lies in; the first one where none is named."""
    if site is None:
        return next(iter(outlook.regions))
    name = load_site(site).name
    for place in (name, "face" if name in FACE_PARTS else name):
        if place in outlook.regions:
            return place
    raise InputError(f"the course does not treat {site}; it treats {', '.join(outlook.regions)}: name one of them with --site")


def _frame(story: Story, frame: Frame) -> dict[str, Any]:
    return {
        "day": frame.day,
        "when": day_words(frame),
        "moment": frame.moment.key,
        "title": frame.title,
        "said": frame.said,
        "note": frame.note,
        "figures": [{"what": fact.label, "value": fact.value, "band": fact.band} for fact in facts(story, frame)],
    }
