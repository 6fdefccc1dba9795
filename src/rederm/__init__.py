"""rederm: the treatment planning system for skin resurfacing. Six calls are the whole library for most people."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rederm.course import Course
    from rederm.outlook import simulate
    from rederm.output import report
    from rederm.planning import plan
    from rederm.planning.learning import learning_plan
    from rederm.skin import Client

__version__ = "0.1.0"
__all__ = ["Client", "Course", "learning_plan", "plan", "report", "simulate"]

_ROOMS = {
    "Client": "skin",
    "Course": "course",
    "learning_plan": "planning.learning",
    "plan": "planning",
    "report": "output",
    "simulate": "outlook",
}


def __getattr__(name: str) -> Any:
    """Load a room when it is first asked for: the command answers --help without any of them."""
    if name not in _ROOMS:
        raise AttributeError(f"module 'rederm' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"rederm.{_ROOMS[name]}"), name)
