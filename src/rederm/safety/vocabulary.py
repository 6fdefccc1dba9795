"""The words that rules may use: facts, groups of devices, and the question behind each fact that was not asked."""

from dataclasses import fields
from functools import lru_cache

from rederm.course import Aftercare
from rederm.devices import device_names
from rederm.skin.habits import Habits
from rederm.skin.history import QUESTIONS
from rederm.sources import DATA, InputError, nearest, read_toml

HISTORY = tuple(QUESTIONS)
HABITS = tuple(Habits.model_fields)
AFTERCARE = tuple(field.name for field in fields(Aftercare))
FACTS = (
    "age",
    "sex",
    "fitzpatrick",
    "weight_kg",
    "may_be_pregnant",  # female, and no menopause stated
    *(f"history.{name}" for name in HISTORY),
    *(f"habits.{name}" for name in HABITS),
    *(f"aftercare.{name}" for name in AFTERCARE),
    "medications_unmatched",  # entries of the free text that no rule looks for
    "allergies_unmatched",
    "before.complications",  # of treatments before
    "before.unclear",  # treatments before whose device or date is not known
    "before.weeks",  # since the last treatment that is listed, and since the last of its depth
    "before.deep_weeks",
    "before.ablative_weeks",
    "concern.kind",  # of the concerns at this site
    "concern.subtype",
    "site.name",
    "site.group",
    "site.refused",  # why this setting must not be used here, as its device file says
    "full_face",  # every part of the face is treated in one session
    "area_cm2",  # treated in one session
    "device.name",
    "device.family",
    "sessions",
    "interval_days",  # shortest wait after an earlier session of the same device here
    "interval.floor_days",
    "interval.ceiling_days",
    "numbing",  # a numbing cream is used
    "wait_after.deep",  # days after a session here of another device, by its group
    "wait_after.ablative",
    "wait_after.other",
    "dose_share_of_cap",  # 1: at the cap of the site (safety.dose)
    "operator.required",  # 0 nurse, 1 physician, 2 physician with monitoring
    "operator.available",
    "numbing.dose_g",  # cream for the area, at the dose of data/rules/numbing.toml
    "numbing.dose_g_per_kg",
)
_OTHER_QUESTIONS = {
    "weight_kg": "How much do you weigh?",
    "numbing.dose_g_per_kg": "How much do you weigh?",
    "medications_unmatched": QUESTIONS["medications"],
    "allergies_unmatched": QUESTIONS["allergies"],
}


@lru_cache(maxsize=1)
def groups() -> dict[str, list[str]]:
    """Groups of devices that rules speak of as one, by name. Raises InputError for a member that is no device."""
    found = {name: list(entry["devices"]) for name, entry in read_toml(DATA / "rules" / "groups.toml").items()}
    for name, members in found.items():
        for device in members:
            if device not in device_names():
                raise InputError(f"groups.toml: {name}: no device {device!r}{nearest(device, device_names())}")
    return found


def question(fact: str) -> str:
    """What to ask where a fact is not known."""
    return QUESTIONS.get(fact.removeprefix("history.")) or _OTHER_QUESTIONS.get(fact, f"{fact}?")
