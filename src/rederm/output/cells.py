"""Cells of a report's tables: a median, and its band on a line of its own."""


def cell(text: str) -> dict[str, str]:
    """34 % (12 to 60) as {"value", "band"}."""
    value, _, rest = text.partition(" (")
    return {"value": value, "band": rest.rstrip(")")}


def fact(label: str, text: str, unit: str = "", of: str = "in 90 % of cases") -> dict[str, str]:
    """A figure under its label, with what its band bounds."""
    parts = cell(text)
    return {
        "label": label,
        "value": f"{parts['value']} {unit}".strip(),
        "detail": f"{parts['band']} {of}" if parts["band"] else "",
    }
