"""What people write on a command line, as what verbs need; and the answer, in words or as JSON."""

from pathlib import Path
from typing import Any


def read_client(path: Path) -> Any:
    from rederm.skin import Client

    return Client.load(path)


def read_course(person: Any, text: str, site: str | None) -> Any:
    """Parse a course; sessions that name no site get --site, else the site of the first concern."""
    from rederm.course import Course
    from rederm.skin import load_site

    fallback = load_site(site).name if site is not None else person.concerns[0].site
    return Course.parse(text).at_sites((fallback,))


def outlook_of(person: Any, course: str, site: str | None, days: int, draws: int, seed: int, prices: Path | None) -> Any:
    from rederm.course import load_prices
    from rederm.outlook import simulate

    return simulate(person, read_course(person, course, site), days=days, draws=draws, seed=seed, prices=load_prices(prices))


def read_dials(given: list[str]) -> dict[str, float | str]:
    """Read --set DIAL=VALUE pairs; the device checks names and ranges."""
    from rederm.sources import InputError

    found: dict[str, float | str] = {}
    for pair in given:
        name, equals, value = pair.partition("=")
        if not equals or not name or not value:
            raise InputError(f"--set {pair!r} is not DIAL=VALUE; for example --set energy_mJ=20")
        if name.strip() in found:
            raise InputError(f"--set {name.strip()} is given twice; give each dial once")
        try:
            found[name.strip()] = float(value)
        except ValueError:
            found[name.strip()] = value.strip()
    return found


def read_numbers(option: str, text: str) -> list[float]:
    """Read numbers apart by commas."""
    from rederm.sources import InputError

    try:
        return [float(part) for part in text.split(",")]
    except ValueError:
        raise InputError(f"{option} {text!r} is not a list of numbers; for example {option} 0,3,30,180") from None


def read_date(text: str | None) -> Any:
    from datetime import date

    from rederm.sources import InputError

    if text is None:
        return date.today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError(f"--start {text!r} is not a date; write it as 2026-11-25") from None


def show(content: dict[str, Any], as_json: bool, words: Any) -> None:
    if as_json:
        import json

        print(json.dumps(content, indent=1, allow_nan=False, ensure_ascii=False))
    else:
        words()
