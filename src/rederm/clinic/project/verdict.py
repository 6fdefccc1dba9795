"""The verdict in the clinic: the page of docs/verdict, made of the same JSON by the same words."""

import json
import re
from functools import cache
from itertools import count
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from rederm.clinic.accounts.access import Asked, page
from rederm.clinic.accounts.roles import SIGNED_IN
from rederm.sources import DATA

_FIGURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'"  # a drawing, shown as an image: it can run nothing

_REGION = '<div class="scroll" tabindex="0" role="region" aria-label="Table {}"><table>'


@page(SIGNED_IN)
def verdict(request: Asked) -> HttpResponse:
    """Each claim made for resurfacing, beside what is computed and what is published."""
    return render(request, "clinic/verdict.html", {"verdict": _html()})


@page(SIGNED_IN)
def verdict_figure(request: Asked) -> HttpResponse:
    """Gain against downtime of the five treatments."""
    return drawing(_svg())


def drawing(svg: str) -> HttpResponse:
    """An SVG of rederm's own as the answer of an address that an <img> names."""
    return HttpResponse(svg, content_type="image/svg+xml", headers={"Content-Security-Policy": _FIGURE_POLICY})


@cache
def _content() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((DATA / "verdict" / "verdict.json").read_text())
    return found


@cache
def _html() -> str:
    from markdown_it import MarkdownIt

    from rederm.output.verdict import markdown

    html = MarkdownIt("commonmark", {"html": False}).enable("table").render(markdown(_content()))
    numbers = count(1)  # each table by a name of its own, since a keyboard stops at it to scroll
    html = re.sub("<table>", lambda _: _REGION.format(next(numbers)), html).replace("</table>", "</table></div>")
    html = html.replace("<th></th>", "<td></td>")
    return html.replace(' style="text-align:right"', ' class="figure"').replace('src="gain.svg"', 'src="gain.svg" class="wide"')


@cache
def _svg() -> str:
    from rederm.output.verdict import figure

    return figure(_content())
