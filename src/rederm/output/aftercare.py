"""What to do after a session, for the client to take home."""

from collections.abc import Mapping
from typing import Any

from rederm.sources import DATA, read_toml


def aftercare_lines(client: Mapping[str, Any]) -> list[dict[str, str]]:
    """{"text", "source"} of every line that concerns this client, in the order of time."""
    lines = read_toml(DATA / "aftercare" / "lines.toml")["line"]
    fitting = [line for line in lines if not line.get("smoker") or client.get("smoker")]
    return [{"text": line["text"], "source": ", ".join(line["source"])} for line in fitting]
