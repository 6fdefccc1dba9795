"""What to do after a session, from the aftercare that the simulated courses assume."""

from collections.abc import Mapping
from typing import Any


def aftercare_lines(plan: Mapping[str, Any]) -> list[str]:
    """One line a measure, in the order of time; the rules of the plan (findings) come beside each course."""
    lines = [
        "The first hours: a cool mask; the skin feels hot and tight.",
        "Keep the skin moist with a bland ointment until it has closed: moist wounds close almost twice as fast as dry ones.",
        "Do not pick crusts; they fall when the skin below is whole.",
        "Stay out of the sun: 48 hours at the least, direct sun for one to two months. Shade first, sunscreen from the third day.",
        "No retinoids, acids or peels for 7 days.",
        "Spreading redness, pus, blisters, growing pain or darkening: call the clinic the same day; no further session until seen.",
        "The clinic looks again after 3 days, 1 week, 1 month, 3 months and 6 months.",
    ]
    if plan["client"].get("smoker"):
        lines.append("Smoking slows closure and new collagen; each smoke-free week before and after counts.")
    return lines
