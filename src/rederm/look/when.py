"""A day of a course in words, for captions and sentences."""

HOURS_PER_DAY = 24
TENTHS_UNTIL = 10  # days from which on a tenth of a day is not told


def when(day: float) -> str:
    """ "Minutes after", "After 9 hours" (below a day), "Day 1.4", "Day 13"."""
    if 0 < day < 1:
        hours = round(day * HOURS_PER_DAY)
        return "Minutes after" if hours < 1 else f"After {hours} hour{'' if hours == 1 else 's'}"
    return f"Day {day:.1f}" if day < TENTHS_UNTIL and round(day, 1) != round(day) else f"Day {day:.0f}"
