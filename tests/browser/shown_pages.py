"""The pages that rederm makes, each with every part that it can show. A new page is one more entry of PAGES."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

from invented_plan import invented_plan
from invented_validation import invented_validation
from rederm.outlook.sweep.result import sweep
from rederm.outlook.sweep.spec import SweepSpec
from rederm.output import write_validation
from rederm.output.chart_front import front_chart
from rederm.output.client_view import client_view
from rederm.output.document import _html
from rederm.output.learn_page import learning_page
from rederm.output.report_parts import Parts, parts_of
from rederm.output.story import write_story
from rederm.output.sweep_page import sweep_answer, sweep_page
from rederm.output.vector import alternative_of
from rederm.output.view import plan_view
from small_learning import learning_answer
from small_plan import made_small_plan
from small_sweep import small_analysis, small_design
from story_cases import story_of

READING = {"day": 30, "session": 1, "quantity": "crust_days", "value": ">5", "unit": "d", "rater": None}


@cache
def parts() -> Parts:
    """Of a plan of one course, as it is."""
    return parts_of(made_small_plan())


@cache
def full_parts() -> Parts:
    """The same course several times, with everything that a plan may have to say beside it: invented, to fill each part."""
    plan = made_small_plan()
    given, invented = plan.to_json(), invented_plan()
    (course,) = given["plans"]
    limits = [limit | {"source": "client file", "reason": "what the client accepts"} for limit in invented["limits"]]
    goal = {"concern": "acne-scars", "site": "cheek", "weight": 1.0, "severity": 3.0, "horizon_days": 180}
    content = given | {
        "partial": True,
        "provisional": True,
        "questions": ["Is the client pregnant?", "Was isotretinoin taken?"],
        "assumed": ["nutrition good"],
        "goals": [goal | {"source": "client file", "reason": "the client's wish"}],
        "limits": limits,
        "front": invented["front"],
        "trades": invented["trades"],
        "adapted": {
            "words": ["1 session done, the last on day 0.", "0 of 1 reading counts."],
            "done": course["course"],
            "seen_until_day": 30,
            "stopped": True,
            "stops": [],
            "readings": [READING | {"counts": False, "why_not": "nobody looked"}],
        },
        "plans": [
            course
            | {
                "rank": rank,
                "chance_within": {limit["limit"]: 0.9 - 0.2 * rank for limit in limits},
                "findings": [finding("ask"), finding("note")],
            }
            for rank in (1, 2, 3)
        ],
        "excluded": [
            {
                "device": "full-co2",
                "kind": "operator",
                "rule": "who",
                "reason": "A physician only.",
                "source": [],
                "nearest": "",
            },
            {
                "device": "helium-plasma",
                "kind": "no-evidence",
                "rule": "",
                "reason": "Not studied.",
                "source": ["holcomb-2020"],
                "nearest": "nearest published use: face in skin types I to III",
            },
        ],
        "price_note": "Prices are examples.",
        "simulated": invented["simulated"],
    }
    outlooks = [plan.outlooks[0].to_json()] * 3
    front = front_chart(content)
    own = {
        "aftercare": parts().view["aftercare"],
        "client": client_view(content) | {"sources": parts().view["client"]["sources"]},
    }
    view = parts().view | plan_view(content, outlooks) | own
    view["alternatives"] = view["alternatives"] | {"front": alternative_of(front)}
    return replace(parts(), view=view, drawn={**parts().drawn, "front": front})


def finding(strength: str) -> dict[str, object]:
    said = {"rule": f"invented-{strength}", "strength": strength, "kind": "rule", "device": "glycolic-peel", "site": ""}
    said |= {"title": f"A rule to {strength}", "reason": "For a reason.", "do": "Do this", "question": None, "date": "2026"}
    return {**said, "source": ["holcomb-2020"], "conflicts": [], "changed_by": None}


def report_of(name: str, made: Callable[[], Parts]) -> Callable[[Path], Path]:
    """The writer of the report of this length."""

    def write(folder: Path) -> Path:
        target = folder / f"{name}.html"
        target.write_text(_html(name, made()), encoding="utf-8")
        return target

    return write


def validation_page(folder: Path) -> Path:
    write_validation(invented_validation(), folder)
    return folder / "validation.html"


def story_page(folder: Path) -> Path:
    write_story(story_of("opus-plasma", most=3), folder)
    return folder / "story.html"


def learning_page_of(folder: Path) -> Path:
    target = folder / "learning.html"
    target.write_text(learning_page(learning_answer()), encoding="utf-8")
    return target


def sweep_of(spec: Callable[[], SweepSpec]) -> Callable[[Path], Path]:
    """The writer of the page of a sweep."""

    def write(folder: Path) -> Path:
        target = folder / "sweep.html"
        target.write_text(sweep_page(sweep_answer(sweep(spec()))), encoding="utf-8")
        return target

    return write


PAGES: dict[str, Callable[[Path], Path]] = {
    "report": report_of("report", parts),
    "report with every part": report_of("report", full_parts),
    "client's report": report_of("client", parts),
    "client's report with every part": report_of("client", full_parts),
    "validation": validation_page,
    "story": story_page,
    "learning plan": learning_page_of,
    "sweep": sweep_of(small_design),
    "sensitivity": sweep_of(small_analysis),
}
