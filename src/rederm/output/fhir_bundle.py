"""A bundle that is being filled: every resource gets an id from its content, so that the same plan gives the same bundle."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from rederm.output.fhir_codes import Part, tagged

_OURS = uuid5(NAMESPACE_URL, "urn:rederm")


class Entries:
    """Resources in the order in which they were added; a resource may refer to those before it."""

    def __init__(self) -> None:
        self._found: list[Part] = []

    def add(self, resource: Mapping[str, Any], tag: str = "") -> Part:
        """Take in a resource; return the reference to it. tag: "as-given", "simulation", or none for what defines words."""
        given = content_id(resource)
        head = {"resourceType": resource["resourceType"], "id": str(given)} | ({"meta": tagged(tag)} if tag else {})
        self._found.append({"fullUrl": given.urn, "resource": head | dict(resource)})
        return {"reference": given.urn}

    def bundle(self) -> Part:
        found: Part = {
            "resourceType": "Bundle",
            "meta": tagged("simulation", "r4b"),
            "type": "collection",
            "entry": self._found,
        }
        return found | {"id": str(content_id(found))}


def content_id(content: Any) -> UUID:
    """The same for the same content, on any machine and day."""
    return uuid5(_OURS, json.dumps(content, sort_keys=True))
