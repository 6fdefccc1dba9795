"""Examples of rules: a healthy client and one plain session, changed as the example says.

    fires = { device = "microneedling", "history.keloids" = true, site = "chin", sessions = 2, interval_days = 14 }

Keys: device (needed), site or sites, age, sex, fitzpatrick, weight_kg, concern, subtype, operator, sessions, interval_days,
first and wait (a device that treats before, and the days between), elsewhere (a device that treats the forehead
on the same days), before (treatments before), history.*, habits.*, dial.*,
aftercare.*, and outlook.* for what is simulated: closure, crust, erythema = [median, at the client's confidence] in days,
pigment, barrier, swelling = states on the day of a session, depth = depth of a sheet as a share of the skin.
"""

from collections.abc import Mapping
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np

from rederm.course import Aftercare, Course, Session
from rederm.devices import load_device, make_setting
from rederm.safety.rules import Rule, load_rules
from rederm.safety.vocabulary import AFTERCARE, HABITS, HISTORY
from rederm.sources import InputError, nearest

HEALTHY: dict[str, Any] = {
    **dict.fromkeys(HISTORY, False),
    "isotretinoin_stopped_months": "never",
    "diabetes": "none",
    "pigmented_lesions_examined": True,
    "filler_or_toxin_weeks": "never",
    "surgery_in_field_months": "never",
    "last_resurfacing_weeks": "never",
    "allergies": [],
    "medications": [],
}
"""Every question answered, and nothing in the way."""
_PERSON = {"age": 45, "sex": "female", "fitzpatrick": 2, "weight_kg": 68.0}
_PLAN = (
    "device",
    "site",
    "sites",
    "sessions",
    "interval_days",
    "first",
    "wait",
    "elsewhere",
    "before",
    "concern",
    "subtype",
    "operator",
)
_TABLES = {"history": HISTORY, "habits": HABITS, "aftercare": AFTERCARE}
_SEEN = ("closure", "crust", "erythema", "pigment", "barrier", "swelling", "depth")
_DRAWS = 5


def case(example: Mapping[str, Any]) -> tuple[Any, Course, Any]:
    """Client, course and outlook (None where nothing simulated is named). Raises InputError for an example that cannot be."""
    from rederm.skin import Client

    tables: dict[str, dict[str, Any]] = {name: {} for name in ("history", "habits", "aftercare", "dial", "outlook")}
    for key, value in example.items():
        table, _, name = key.partition(".")
        known = _SEEN if table == "outlook" else _TABLES.get(table, (name,) if table == "dial" else ())
        if (name and name in known) or key in _PERSON or key in _PLAN:
            tables.get(table, {})[name] = value
        else:
            allowed = [*_PLAN, *_PERSON, *(f"{t}.{n}" for t, found in _TABLES.items() for n in found)]
            raise InputError(f"example: unknown key {key!r}{nearest(key, allowed)}")
    for key, needed in (("device", True), ("wait", "first" in example)):
        if needed and key not in example:
            raise InputError(f"example: {key} is missing")
    sites = tuple(example.get("sites", [example.get("site", "cheek")]))
    concern = {"kind": example.get("concern", "wrinkles"), "site": sites[0]}
    concern |= {"subtype": example["subtype"]} if "subtype" in example else {}
    client = Client.parse(
        {
            **{key: example.get(key, value) for key, value in _PERSON.items()},
            "physician_entry": True,
            "concerns": [concern],
            "history": {**HEALTHY, **tables["history"]},
            "habits": {"sunscreen": "daily", **tables["habits"]},
            "treatments_before": example.get("before", []),
            "limits": {"operator": example.get("operator", "physician-monitored")},
        },
        "example",
    )
    course = _course(example, sites, tables["dial"], Aftercare(**tables["aftercare"]))
    return client, course, _simulated(course, tables["outlook"]) if tables["outlook"] else None


def wrong_example(rule: Rule, place: str) -> str:
    """What is wrong with the examples of a rule, in words; empty where they do what they stand for or there are none."""
    for key, expected in (("fires", True), ("clear", False)):
        example = getattr(rule, key)
        if example and fires(rule, example, place) is not expected:
            return f"its example {key} = .. {'does not fire it' if expected else 'fires it'}"
    return ""


def fires(rule: Rule, example: Mapping[str, Any], place: str) -> bool:
    """Whether a rule holds in an example, among those that ship. Raises InputError, headed by `place`, for a bad example."""
    from rederm.safety.check import findings_of
    from rederm.safety.force import RuleSet

    others = [other for other in load_rules() if other.id != rule.id]
    try:
        found = findings_of(*case(example), RuleSet((*others, rule), {}))
    except InputError as error:
        raise InputError(f"{place}: {error}") from None
    except (TypeError, ValueError, AttributeError, LookupError) as error:  # a word where a number belongs
        raise InputError(f"{place}: example cannot be read: {error}") from None
    return any(f.rule == rule.id and f.question is None for f in found)


def _course(example: Mapping[str, Any], sites: tuple[str, ...], dials: dict[str, Any], care: Aftercare) -> Course:
    setting = make_setting(load_device(example["device"]), dials)
    days = [float(i * example.get("interval_days", 90)) for i in range(example.get("sessions", 1))]
    sessions = [Session(day, setting, sites, care) for day in days]
    if "first" in example:
        first = Session(0.0, make_setting(load_device(example["first"]), {}), sites, care)
        sessions = [first, replace(sessions[0], day=float(example["wait"]))]
    if "elsewhere" in example:
        other = make_setting(load_device(example["elsewhere"]), {})
        sessions += [Session(day, other, ("forehead",), care) for day in days]
    return Course(tuple(sessions), "")


def _simulated(course: Course, seen: Mapping[str, Any]) -> Any:
    """An outlook of five draws: three at the first of [median, late], two at the second."""

    def drawn(name: str, usual: float) -> np.ndarray:
        middle, late = seen.get(name, [usual, usual])
        return np.array([middle] * 3 + [late] * (_DRAWS - 3), float)[:, None]

    days = np.array(sorted({session.day for session in course.sessions}))
    level = {"melanin": 1.0, "barrier": 1.0, "swelling": 0.0}
    calm = {name: np.full((_DRAWS, days.size), usual) for name, usual in level.items()}
    states = {name: drawn("pigment" if name == "melanin" else name, usual) for name, usual in level.items()}
    per_session = np.ones(len(course.sessions))
    healing = SimpleNamespace(
        closure_hours=24 * drawn("closure", 1) * per_session,
        crust_days=drawn("crust", 1) * per_session,
        erythema_days=drawn("erythema", 1) * per_session,
        days=days,
        states={name: state * np.ones(days.size) for name, state in states.items()},
        untreated=calm,
    )
    sheet = SimpleNamespace(layer=True, necrosis_depth_um=np.full(_DRAWS, 1000.0 * seen.get("depth", 0.1)))
    skin = SimpleNamespace(thickness_um=1000.0)
    region = SimpleNamespace(healing=healing, injuries=(sheet,), skin=skin, sessions=course.sessions)
    return SimpleNamespace(regions=dict.fromkeys(course.sites, region))
