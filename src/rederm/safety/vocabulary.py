"""The words that rules may use: facts, groups of devices, and the question behind each fact that was not asked."""

from dataclasses import fields
from functools import lru_cache

from rederm.course import Aftercare
from rederm.devices import device_names
from rederm.safety.outlook_facts import OUTLOOK
from rederm.skin.habits import Habits
from rederm.skin.history import QUESTIONS
from rederm.sources import DATA, InputError, nearest, read_toml, sentence

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
    "before.other_weeks",
    "concern.kind",  # of the concerns at this site
    "concern.subtype",
    "site.name",
    "site.group",
    "site.refused",  # why this setting must not be used here, as its device file says
    "full_face",  # every part of the face is treated in one session
    "area_cm2",  # treated in one session
    "device.name",
    "device.family",
    "device.new",  # not among the client's treatments before; unknown where no list was given
    "energy.kind",  # laser, spark, plasma jet, current, none (safety.energy)
    "energy.wavelength_nm",
    "sessions",
    "combined",  # another device treats the same site in this course
    "combined.devices",
    "combined.elsewhere",  # other devices that treat other sites in this course
    "interval_days",  # shortest wait after an earlier session of the same device here
    "interval.floor_days",
    "interval.ceiling_days",
    "wait_after.deep",  # days after a session here of another device, by its group
    "wait_after.ablative",
    "wait_after.other",
    "wait_after.wounding",
    "dose_share_of_cap",  # 1: at the cap of the site (safety.dose)
    "operator.required",  # 0 nurse, 1 physician, 2 physician with monitoring
    "operator.required_word",
    "operator.available",
    "operator.available_word",
    "numbing",  # a numbing cream is used
    "numbing.agent",  # the cream that this client tolerates, in words; its drugs
    "numbing.drugs",
    "numbing.key",
    "numbing.area_cm2",  # under cream at one visit
    "numbing.dose_g",  # cream for that area, at the dose of data/rules/numbing.toml
    "numbing.dose_g_per_kg",
    "numbing.lidocaine_mg",  # in that cream; absent where it holds none or nobody knows
    "numbing.prilocaine_mg",
    "numbing.tetracaine_mg",
    "numbing.holds",  # the same in words
    *OUTLOOK,
)
_KNOWN = frozenset(FACTS)
_OF_SITE = ("concern.", "site.", "combined", "before.", "wait_after.", "interval_days", "dose_share")
_OF_CLIENT = ("before.complications", "before.unclear")
_OTHER_QUESTIONS = {
    "device.new": sentence("Which peels, lasers or other resurfacing have you had before (an empty list for none)?"),
    "weight_kg": sentence("How much do you weigh?"),
    "numbing.dose_g_per_kg": sentence("How much do you weigh?"),
    "medications_unmatched": QUESTIONS["medications"],
    "allergies_unmatched": QUESTIONS["allergies"],
}


def is_fact(name: str) -> bool:
    """Whether something provides a fact of this name."""
    return name in _KNOWN or name.startswith("dial.")


def is_of_site(fact: str) -> bool:
    """Whether a fact may differ from site to site of one session."""
    return fact.startswith(_OF_SITE) and fact not in _OF_CLIENT


def is_simulated(fact: str) -> bool:
    """Whether only a simulation knows a fact."""
    return fact.startswith("outlook.")


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
    return QUESTIONS.get(fact.removeprefix("history.")) or _OTHER_QUESTIONS.get(fact) or sentence("{fact}?", fact=fact)
