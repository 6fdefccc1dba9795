"""A day of a course in words, for captions and sentences."""

from rederm.sources import Sentence, counted, sentence

HOURS_PER_DAY = 24
TENTHS_UNTIL = 10  # days from which on a tenth of a day is not told


def when(day: float) -> Sentence:
    """ "Minutes after", "After 9 hours" (below a day), "Day 1.4", "Day 13"."""
    if 0 < day < 1:
        hours = round(day * HOURS_PER_DAY)
        return sentence("Minutes after") if hours < 1 else counted("After {count} hour", "After {count} hours", hours)
    return sentence("Day {day}", day=_number(day))


def within(day: float) -> Sentence:
    """The same where it does not begin a sentence: "minutes after", "after 9 hours", "day 13"."""
    if 0 < day < 1:
        hours = round(day * HOURS_PER_DAY)
        return sentence("minutes after") if hours < 1 else counted("after {count} hour", "after {count} hours", hours)
    return sentence("day {day}", day=_number(day))


def _number(day: float) -> str:
    return f"{day:.1f}" if day < TENTHS_UNTIL and round(day, 1) != round(day) else f"{day:.0f}"
