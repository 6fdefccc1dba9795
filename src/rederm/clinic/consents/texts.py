"""The texts in force, their versions, and how a text becomes paragraphs.

A text is plain: `# ` begins a heading, `- ` an item of a list, {risks} and its like stand on a line of their own and are filled
in from the chosen course.
"""

import difflib
import re
from collections.abc import Iterator

from django.db import transaction

from rederm.clinic.accounts.models import Clinic, User
from rederm.clinic.audit.log import digest
from rederm.clinic.audit.log import record as log
from rederm.clinic.consents.letters import printable
from rederm.clinic.consents.modality import GENERAL, modalities, needed, starting_text
from rederm.clinic.consents.models import ConsentText
from rederm.clinic.plans.models import ChosenCourse
from rederm.sources import InputError

FILLED = ("sessions", "course", "risks")  # what the general text must hold, so that nothing is signed without it
_PLACE = re.compile(r"\{(\w*)\}")


def newest(clinic: Clinic, modality: str) -> ConsentText:
    """The text in force; the starting text as number 1, not saved yet, where the clinic has none of its own."""
    found = ConsentText.objects.filter(clinic=clinic, modality=modality).order_by("-number").first()
    if found:
        return found
    body = starting_text(modality)
    return ConsentText(clinic=clinic, modality=modality, number=1, body=body, digest=digest(body.encode()))


def newest_of(course: ChosenCourse) -> list[ConsentText]:
    """The texts in force that this course needs, the general one first."""
    return [newest(course.record.clinic, modality) for modality in needed(course.course)]


def kept(user: User, text: ConsentText) -> ConsentText:
    """The text with its row: a starting text is written down with the first use of it."""
    if text._state.adding:
        text.save(force_insert=True)
        log(user, "write consent text", text, after=text.named)
    return text


def new_text(user: User, modality: str, body: str, seen: int) -> ConsentText:
    """The next version of a text. seen: the number that the writer had before them. Raises InputError, and writes nothing."""
    body = check(modality, body)
    with transaction.atomic():
        clinic = Clinic.objects.select_for_update().get(pk=user.clinic_id)
        before = newest(clinic, modality)
        if before.number != seen:
            raise InputError(f"somebody else wrote version {before.number} meanwhile; read it, then write yours again")
        if before.body.strip() == body.strip():
            raise InputError("the text is the same as the version in force; change it, or leave it as it is")
        kept(user, before)
        text = ConsentText(clinic=clinic, modality=modality, number=seen + 1, body=body, by=user, digest=digest(body.encode()))
        text.save(force_insert=True)
        log(user, "write consent text", text, before=before.named, after=text.named)
    return text


def check(modality: str, body: str) -> str:
    """The text with plain line ends. Raises InputError where it cannot be used."""
    if modality not in modalities():
        raise InputError(f"{modality!r} is no modality; modalities: {', '.join(modalities())}")
    body = printable(body.replace("\r\n", "\n").strip() + "\n", "the text")
    if not body.strip():
        raise InputError("the text is empty; write what the client is to read")
    alone = {kind for kind, _ in blocks(body) if kind in FILLED}
    wrong = [name for name in _PLACE.findall(body) if name not in alone]
    if wrong:
        raise InputError(f"{{{wrong[0]}}} cannot be filled in; use {_places()}, each on a line of its own")
    if modality == GENERAL and len(alone) < len(FILLED):
        raise InputError(f"the general text must hold {_places()}, each on a line of its own: what is planned, and its risks")
    return body


def blocks(body: str) -> list[tuple[str, str]]:
    """(kind, words) of each paragraph: heading, item, text, or the name of what is filled in there."""
    return list(_blocks(body))


def difference(before: str, after: str) -> list[tuple[str, str]]:
    """(what, line) from one version to the next: added, taken out, or kept."""
    names = {"+ ": "added", "- ": "taken out", "  ": "kept"}
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return [(names[line[:2]], line[2:]) for line in lines if line[:2] in names]


def _blocks(body: str) -> Iterator[tuple[str, str]]:
    open_text: list[str] = []
    for line in [*body.splitlines(), ""]:
        said = line.strip()
        place = _PLACE.fullmatch(said)
        marked = said.startswith(("# ", "- ")) or (place is not None and place[1] in FILLED)
        if open_text and (marked or not said):
            yield "text", " ".join(open_text)
            open_text = []
        if place is not None and place[1] in FILLED:
            yield place[1], ""
        elif marked:
            yield ("heading" if said.startswith("# ") else "item"), said[2:].strip()
        elif said:
            open_text.append(said)


def _places() -> str:
    return ", ".join(f"{{{name}}}" for name in FILLED)
