"""HTML pages that open offline: one style sheet, the typeface inside the page, text escaped."""

import base64
from pathlib import Path
from typing import Any

from rederm.output.theme import FONTS

TEMPLATES = Path(__file__).parent / "templates"


def render(template: str, **content: Any) -> str:
    """Fill a template. Text is escaped; pictures of our own pass through `picture`."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    fonts = {
        name: base64.b64encode((FONTS / f"Inter-{file}.otf").read_bytes()).decode()
        for name, file in (("regular", "Regular"), ("semibold", "SemiBold"))
    }
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    style = (TEMPLATES / "style.css").read_text(encoding="utf-8")
    return environment.get_template(template).render(fonts=fonts, style=picture(style), **content)


def picture(text: str) -> Any:
    """SVG or CSS of our own, to stand in a page as it is."""
    from markupsafe import Markup

    return Markup(text)
