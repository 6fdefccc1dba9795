"""Write what a consult asked: a draft until sex, skin type and a concern are known, from then on a version of the file."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from rederm.clinic.accounts.models import User
from rederm.clinic.audit.log import record as log
from rederm.clinic.charts.keep import new_version
from rederm.clinic.charts.models import FileVersion, Record, content_of
from rederm.clinic.consult.models import Draft, Screening, SkinTyping
from rederm.clinic.consult.screening import Screened
from rederm.skin import Client
from rederm.sources import InputError

NEEDED = {"sex": "the sex", "fitzpatrick": "the skin type", "concerns": "a concern"}
_STAND_IN = {"sex": "female", "fitzpatrick": 3, "concerns": [{"kind": "texture", "site": "cheek"}], "physician_entry": True}


class Meanwhile(InputError):
    """Somebody else wrote to this file after it was opened."""


@dataclass(frozen=True)
class Held:
    """What is known of a client. content: laid out like the file; version: None while it is a draft; seen: names this state."""

    content: dict[str, Any]
    version: FileVersion | None
    seen: str

    @property
    def lacking(self) -> list[str]:
        """In words, what the file still needs before anything can be computed."""
        return lacking(self.content)


def lacking(content: Mapping[str, Any]) -> list[str]:
    """What of the needed keys is missing, in words."""
    return [words for key, words in NEEDED.items() if not content.get(key)]


def held(record: Record) -> Held:
    """The newest version, else the draft, else nothing."""
    version = record.file
    if version:
        return Held(version.content, version, f"version {version.number}")
    draft = Draft.objects.filter(record=record).first()
    return Held(draft.content, None, f"draft {draft.edits}") if draft else Held({}, None, "draft 0")


def put(user: User, record: Record, content: dict[str, Any], seen: str) -> FileVersion | None:
    """Keep this content; the version that it became, None while it is a draft. seen: the state that the writer had before them.

    The same content again is no new version. Raises InputError, Meanwhile among them, and then writes nothing.
    """
    with transaction.atomic():
        Record.objects.select_for_update().get(pk=record.pk)
        now = held(record)
        if now.seen != seen:
            raise Meanwhile("somebody else changed this client's file meanwhile; compare, then save again what shall stand")
        if now.version or not lacking(content):
            if now.version and content_of(_parsed(record, content)) == now.version.content:
                return now.version
            version = new_version(user, record, content, now.version.number if now.version else None)
            Draft.objects.filter(record=record).delete()
            return version
        _parsed(record, {**_STAND_IN, **{key: value for key, value in content.items() if value not in (None, [])}})
        edits = int(now.seen.removeprefix("draft ")) + 1
        draft, _ = Draft.objects.update_or_create(record=record, defaults={"content": content, "edits": edits, "by": user})
        log(user, "write draft", draft, before=now.content or None, after=content)
        return None


def put_skin_type(user: User, record: Record, seen: str, typing: SkinTyping) -> None:
    """Keep how the type was found, and the type and the angle in the file. typing: not saved yet, without record and by."""
    content = held(record).content | {"fitzpatrick": typing.chosen}
    if typing.ita is not None:
        content["ita"] = typing.ita
    typing.record, typing.by = record, user
    with transaction.atomic():
        put(user, record, content, seen)
        typing.save(force_insert=True)
        log(
            user,
            "write skin type",
            typing,
            after=[typing.answers, typing.suggested, typing.chosen, typing.readings, typing.ita],
        )


def put_screening(user: User, record: Record, screened: Screened, moment: str) -> Screening:
    """Keep what the rules said to a version of the file (`screening.screen`). Raises InputError where there was none."""
    if screened.version is None:
        raise InputError(f"client {record.number}: this was asked of no version of the file; screen the record itself")
    with transaction.atomic():
        kept = Screening.objects.create(
            record=record,
            version=screened.version,
            moment=moment,
            course=screened.course,
            day=screened.day,
            findings=[finding.to_json() for finding in screened.findings],
            questions=list(screened.questions),
            by=user,
        )
        log(user, f"write screening {moment}", kept, after=[kept.version_id, kept.findings, kept.day])
    return kept


def _parsed(record: Record, content: dict[str, Any]) -> Client:
    return Client.parse(content | {"age": record.age(timezone.localdate())}, f"client {record.number}")
