"""What is fixed when a course is chosen."""

from typing import Any

from clinic_objects import chosen


def test_a_chosen_course_reads_as_the_sessions_of_its_text(record: Any) -> None:
    assert len(chosen(record).course.sessions) == 3
