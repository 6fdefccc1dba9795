"""Pages: HTML that opens offline (one style sheet, the typeface inside, text escaped), and the files of a folder."""

import base64
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rederm.output.language import language_now, tr, trn
from rederm.output.theme import FONTS
from rederm.sources import write_whole

TEMPLATES = Path(__file__).parent / "templates"


def render(template: str, **content: Any) -> str:
    """Fill a template. Text is escaped; pictures of our own pass through `picture`."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    fonts = {
        name: base64.b64encode((FONTS / f"Inter-{file}.otf").read_bytes()).decode()
        for name, file in (("regular", "Regular"), ("semibold", "SemiBold"))
    }
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    environment.globals.update(tr=tr, trn=trn, language=language_now(), halves=halves)
    style = (TEMPLATES / "style.css").read_text(encoding="utf-8")
    return environment.get_template(template).render(fonts=fonts, style=picture(style), **content)


def halves(text: str) -> list[str]:
    """A head of a column in two lines of about one length, whatever the language; a single word is one line."""
    words = text.split(" ")
    cuts = [(" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(1, len(words))]
    return list(min(cuts, key=lambda lines: max(map(len, lines)), default=(text,)))


def picture(text: str) -> Any:
    """SVG or CSS of our own, to stand in a page as it is."""
    from markupsafe import Markup

    return Markup(text)


def write_files(folder: Path, content: Mapping[str, str | bytes]) -> list[Path]:
    """Write each text under its name, whole or not at all; return what was written."""
    for name, text in content.items():
        write_whole(folder / name, text)
    return [folder / name for name in content]


def json_text(result: Mapping[str, Any]) -> str:
    """The text of a JSON file."""
    return json.dumps(result, indent=1, allow_nan=False, ensure_ascii=False) + "\n"
