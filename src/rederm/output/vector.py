"""An SVG made fit to stand in a page beside others: one image with an alternative in words, and ids that are its own.

It is kept small too: coordinates to a hundredth of a point, an image that stands in several panels held once, and no metadata,
which no page reads.
"""

import re
from html import escape, unescape

LETTERS = 420  # of an alternative: what a listener can keep in mind
_LONG = re.compile(r"-?\d+\.\d{3,}")
_COORDINATES = re.compile(r'(?<= d=")[^"]*|(?<=translate\()[^)]*')
_IMAGE = re.compile(r'<image xlink:href="([^"]*)" id="([^"]*)" transform="([^"]*)" x="([^"]*)" y="([^"]*)"[^>]*/>')
_ID = re.compile(r'(?<= id=")(?=[^"])|(?<=href="#)|(?<=url\(#)')


def in_page(text: str, name: str, alternative: str) -> str:
    """The SVG text with every id headed by `name`, said by `alternative` to who cannot see it."""
    drawn = re.sub(r"\s*<metadata>.*?</metadata>", "", text[text.index("<svg") :], flags=re.DOTALL)
    drawn = _COORDINATES.sub(lambda found: _LONG.sub(_rounded, found[0]), drawn)
    drawn = _ID.sub(f"{name}-", _images_once(drawn))
    return drawn.replace("<svg ", f'<svg role="img" aria-label="{escape(alternative)}" ', 1)


def alternative_of(svg: str) -> str:
    """What `in_page` was told to say."""
    found = re.match(r'<svg role="img" aria-label="([^"]*)"', svg)
    return unescape(found[1]) if found else ""


def fitting(sentences: list[str]) -> str:
    """As many of the sentences, the most telling first, as an alternative holds."""
    said = sentences[0]
    for sentence in sentences[1:]:
        if len(said) + 1 + len(sentence) > LETTERS:
            break
        said = f"{said} {sentence}"
    return said


def _rounded(number: re.Match[str]) -> str:
    return f"{float(number[0]):.2f}".rstrip("0").rstrip(".")


def _images_once(text: str) -> str:
    """Of images with the same pixels in the same row, the first stands and the others show it again, moved along."""
    first: dict[tuple[str, ...], re.Match[str]] = {}

    def again(image: re.Match[str]) -> str:
        pixels, name, turned, left, top = image.groups()
        whole = first.setdefault((pixels, turned, top), image)
        if whole is image:
            return image[0].replace(f'id="{name}"', f'id="{name}-{len(first)}"')
        place = [*first].index((pixels, turned, top)) + 1
        return f'<use xlink:href="#{name}-{place}" x="{float(left) - float(whole[4]):g}"/>'

    return _IMAGE.sub(again, text)
