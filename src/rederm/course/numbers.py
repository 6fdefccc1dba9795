"""Numbers as a course text holds them: read strictly, written so that they read back the same."""

from rederm.sources import InputError

NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?"
_LONGEST_DAYS = 3650


def written(number: float) -> str:
    """The shortest text that reads back as this number: 60, 0.25."""
    return f"{number:g}" if float(f"{number:g}") == number else repr(number)


def span_days(number: str, unit: str) -> float:
    """Whole days of "4 weeks" or "10 days". Raises InputError outside 1 day to 10 years."""
    days = float(number) * (7 if unit.startswith("week") else 1)
    if not 1 <= days <= _LONGEST_DAYS or days != int(days):
        raise InputError(f"{number} {unit} is not a whole number of days from 1 to {_LONGEST_DAYS}")
    return days


def written_span(days: float) -> str:
    """4 weeks, 10 days, 1 day."""
    count, unit = (days / 7, "week") if days % 7 == 0 else (days, "day")
    return f"{written(count)} {unit}{'' if count == 1 else 's'}"
