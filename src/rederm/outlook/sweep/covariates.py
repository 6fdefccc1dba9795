"""What a sensitivity analysis turns of the client: age, severity, ITA, skin type, family and habits."""

from collections.abc import Mapping
from typing import Any

from rederm.outlook.sweep.axis import Axis, Level, read_axis
from rederm.skin import Client
from rederm.skin.habits import Habits
from rederm.sources import InputError, nearest

SEVERITY = "severity"
_TOP = {"age": "a", "ita": "deg", "fitzpatrick": "1", "ageing_in_family": "1"}
_WHOLE = ("fitzpatrick",)
_HABITS = "habits."


def known_covariates(client: Client) -> list[str]:
    keys = client.keys()
    severities = [f"{SEVERITY}.{key}" for key in keys]
    return [*_TOP, SEVERITY, *severities, *(f"{_HABITS}{name}" for name in Habits.model_fields)]


def covariate_axis(client: Client, name: str, given: Any) -> Axis:
    """The axis of one line of [covariates]. Raises InputError for a name or value that no client file holds."""
    known = known_covariates(client)
    if name not in known:
        raise InputError(f"no covariate {name!r}{nearest(name, known) or ';'} covariates: {', '.join(known)}")
    axis = read_axis(name, "covariate", _TOP.get(name, "1"), given, whole=name in _WHOLE)
    ends = () if axis.low is None or axis.high is None else (axis.low, axis.high)
    for value in (*axis.levels, *ends):
        client_with(client, {name: value})
    return axis


def client_with(client: Client, values: Mapping[str, Level]) -> Client:
    """The client with these covariates; "severity" is that of the first concern. Raises InputError."""
    if not values:
        return client
    told, keys = client.to_json(), client.keys()
    for name, value in values.items():
        kind, _, of = name.partition(".")
        if kind == SEVERITY:
            told["concerns"][keys.index(of) if of else 0][SEVERITY] = value
        elif name.startswith(_HABITS):
            told.setdefault("habits", {})[of] = value
        else:
            told[name] = value
    return Client.parse(told, "covariates")
