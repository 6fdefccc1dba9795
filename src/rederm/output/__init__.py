"""Reports: HTML, PDF, JSON, and what the command prints."""

from rederm.output.document import check_folder, report, write_plan
from rederm.output.section import Cut, check_plot, draw_lesion
from rederm.output.validation import write_validation
from rederm.output.validation_pages import write_validation_pages
from rederm.output.verdict import write_verdict

__all__ = [
    "Cut",
    "check_folder",
    "check_plot",
    "draw_lesion",
    "report",
    "write_plan",
    "write_validation",
    "write_validation_pages",
    "write_verdict",
]
