"""The story as one page that opens offline: a slider through its frames, the sentence below, figures with their bands."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rederm import __version__
from rederm.output.language import tr
from rederm.output.page import TEMPLATES, picture, render
from rederm.output.story_colors import COLORS, KEY, ORIENTATION
from rederm.output.story_panel import Drawn, close, day_words, webp64, whole
from rederm.output.story_words import alternative, facts
from rederm.planning.plan_types import STATEMENT

if TYPE_CHECKING:
    from rederm.output.story import Told

NEAR, ALL = 1000, 600  # pixels across: the enlarged surface, the whole section


def story_page(told: "Told", drawn: Sequence[Drawn]) -> str:
    """The page of all frames."""
    story = told.story
    frames = [
        {
            "title": tr(frame.title),
            "day": tr(day_words(frame)),
            "said": tr(frame.said),
            "note": tr(frame.note),
            "alt": alternative(story, frame),
            "facts": [fact.said for fact in facts(story, frame)],
            "in_strip": frame in story.strip,
            "close": _image(close(each, NEAR)),
            "whole": _image(whole(each, ALL)),
        }
        for frame, each in zip(story.frames, drawn, strict=True)
    ]
    return render(
        "story.html.j2",
        frames=frames,
        version=__version__,
        heading=told.heading,
        draws=story.draws,
        key=[{"color": COLORS[name], "mark": mark, "words": tr(words)} for name, mark, words in KEY],
        orientation=tr(ORIENTATION),
        statement=tr(STATEMENT),
        look=picture((TEMPLATES / "story.css").read_text(encoding="utf-8")),
        script=picture((TEMPLATES / "story.js").read_text(encoding="utf-8")),
    )


def _image(image: Any) -> dict[str, Any]:
    return {"data": webp64(image), "wide": image.size[0], "high": image.size[1]}
