"""The references that stand behind an outlook: of the models it ran and of the devices it used."""

from collections.abc import Iterable

from rederm.course import Course
from rederm.outlook.region import Region
from rederm.sources import load_table

_TABLES = (
    "posterior/outcome",
    "posterior/risk",
    "posterior/comfort",
    "posterior/apparent",
    "tissue/ageing_scores",
    "posterior/observation",
    "tissue/numbing",
    "tissue/scales",
    "tissue/instruments",
)


def source_ids(course: Course, regions: Iterable[Region]) -> tuple[str, ...]:
    """Ids, each once, in alphabetical order."""
    found = {key for table in _TABLES for value in load_table(table).values() for key in value.source}
    for session in course.sessions:
        device = session.setting.device
        found |= {key for value in device.values.values() for key in value.source}
        found |= {key for dial in device.dials.values() for use in dial.studied for key in use.source}
    for region in regions:
        found |= {key for value in region.skin.site.values.values() for key in value.source}
    return tuple(sorted(found))
