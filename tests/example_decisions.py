"""What the plan of each example client decides: the device of its first course, or what mostly stands in the way.

    python tests/example_decisions.py        plans all of them and writes the table that tests/regression holds

A decision is meant to change only when a model, a rule or a price does, so digits are not in it.
"""

import tomllib
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import rederm as rd
from example_clients import example_clients

TABLE = Path(__file__).parent / "regression" / "example_decisions.toml"
START = date(2027, 1, 4)
DRAWS = 32
NONE = "none"


@cache
def told(name: str) -> dict[str, Any]:
    """The plan of an example client as the command prints it; made once, since it takes seconds."""
    return dict(rd.plan(example_clients()[name], draws=DRAWS, seed=0, start=START).to_json())


def decision(plan: dict[str, Any]) -> dict[str, str]:
    """first: device of the first course, or "none"; because: then the rule or limit that keeps out most devices."""
    if plan["plans"]:
        return {"first": plan["plans"][0]["device"]}
    reasons = {(e["device"], " ".join(filter(None, (e["kind"], e["rule"])))) for e in plan["excluded"]}
    counted = Counter(reason for _, reason in sorted(reasons))
    return {"first": NONE, "because": max(counted, key=lambda reason: counted[reason])}


def frozen() -> dict[str, dict[str, str]]:
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


def remake() -> None:
    """Plan every example client and write the table, with what changed on the screen."""
    before = frozen() if TABLE.exists() else {}
    lines = ["# First device of each example client's plan, or what keeps most devices out: python tests/example_decisions.py"]
    for name in example_clients():
        found = decision(told(name))
        print(name, found, "" if found == before.get(name) else f"(was {before.get(name)})", flush=True)
        lines += ["", f"[{name}]", *(f'{key} = "{value}"' for key, value in found.items())]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    import conftest  # noqa: F401 - devices as published, as in the tests

    remake()
