"""A file of what was observed: read as it was meant, or refused in one line that names the place."""

from pathlib import Path

import pytest

from invented_visits import person
from rederm.planning.observed import Observed, Reading
from rederm.planning.observed_file import read_observed
from rederm.sources import InputError

HEAD = "day,session,quantity,value,unit,rater,note\n"
DONE = '0,1,done,"1 session of opus-plasma on cheek at 60 W, 3 passes"\n28,2,done,1 session of opus-plasma on cheek\n'


def read(tmp_path: Path, text: str, encoding: str = "utf-8") -> Observed:
    path = tmp_path / "seen.csv"
    path.write_text(text, encoding=encoding)
    return read_observed(path, person())


def test_every_kind_of_row_is_read(tmp_path: Path) -> None:
    rows = [
        "3,1,closure_hours,2,days,,slow",
        "5,1,erythema_days,>5",
        "90,2,score.wrinkles,0.7,,blinded",
        "90,2,improvement_pct.wrinkles,40,%,client",
        "60,,blister,no",
        "61,,answered,physician: go on",
    ]
    seen = read(tmp_path, HEAD + DONE + "\n".join(rows))
    assert seen.visits == (0, 28)
    assert seen.day == 90
    closure, redness, *scores = seen.readings
    assert (closure.value, closure.unit, closure.side) == (48.0, "h", "")
    assert (redness.value, redness.side) == (5.0, ">")
    assert {(score.concern, score.visit) for score in scores} == {("wrinkles", 2)}
    assert [score.rater for score in scores] == ["blinded", "client"]
    assert [(sign.kind, sign.visit, sign.there) for sign in seen.signs] == [("blister", 2, False)]
    assert [answer.who for answer in seen.answers] == ["physician: go on"]


def test_semicolons_decimal_commas_and_a_byte_order_mark_read_the_same(tmp_path: Path) -> None:
    plain = read(tmp_path, HEAD + DONE + "6,1,crust_days,2.5,d")
    text = (HEAD + "0,1,done,X\n28,2,done,Y\n6,1,crust_days,2#5,d").replace(",", ";").replace("#", ",")
    for name, course in {
        "X": '"1 session of opus-plasma on cheek at 60 W, 3 passes"',
        "Y": "1 session of opus-plasma on cheek",
    }.items():
        text = text.replace(name, course)
    assert read(tmp_path, text, "utf-8-sig") == plain


def test_the_order_of_rows_does_not_matter(tmp_path: Path) -> None:
    rows = [*DONE.splitlines(), "6,1,crust_days,5", "2,1,closure_hours,40"]
    one, other = (read(tmp_path, HEAD + "\n".join(order)) for order in (rows, rows[::-1]))
    assert one.done == other.done
    assert [r.quantity for r in one.readings] == [r.quantity for r in other.readings] == ["closure_hours", "crust_days"]


def test_a_row_without_a_session_belongs_to_the_last_one_before_it(tmp_path: Path) -> None:
    rows = ["28,,pain_0_10,4", "28,,score.wrinkles,0.9,,blinded", "29,,pain_0_10,5"]
    visits = [reading.visit for reading in read(tmp_path, HEAD + DONE + "\n".join(rows)).readings]
    assert visits == [2, 1, 2]  # pain is that of the session of the day, a score is taken before it


def test_the_last_reading_of_a_figure_stands(tmp_path: Path) -> None:
    seen = read(tmp_path, HEAD + DONE + "5,1,erythema_days,>5\n9,1,erythema_days,8")
    assert seen.of_visit(1, "erythema_days") == Reading(9, 1, "erythema_days", 8.0, "", "", 5)


BAD = [
    ("no rows", "", "holds nothing observed"),
    ("no head", "0,1,done\n1,2,3", "unknown column"),
    ("unknown column", HEAD.replace("rater", "ratter") + DONE, "rater"),
    ("a column twice", HEAD.replace("note", "rater") + DONE, "stands twice"),
    ("a column missing", "day,quantity,value\n0,done,x", "session is missing"),
    ("nothing done", HEAD + "3,1,closure_hours,40", "done"),
    ("first day", HEAD + "1,1,done,1 session of opus-plasma", "line 2, column day"),
    ("no course", HEAD + "0,1,done,opus at full", "line 2, column value"),
    ("two days in a row", HEAD + "0,1,done,2 sessions of opus-plasma", "alone"),
    ("unquoted commas", HEAD + "0,1,done,1 session of opus-plasma at 60 W, 3 passes", "double quotes"),
    ("many unquoted commas", HEAD + "0,1,done,1 session of opus-plasma at 60 W, 3 passes, a, b, c", "double quotes"),
    ("unquoted answer", HEAD + DONE + "40,,answered,physician, go on", "double quotes"),
    ("an open quote", HEAD + '0,1,done,"1 session', "not valid CSV"),
    ("session number", HEAD + DONE.replace("28,2", "28,1"), "line 3, column session"),
    ("no such session", HEAD + DONE + "40,3,crust_days,4", "line 4, column session"),
    ("before its session", HEAD + DONE + "20,2,crust_days,4", "line 4, column day"),
    ("not a day", HEAD + DONE + "soon,1,crust_days,4", "line 4, column day"),
    ("negative day", HEAD + DONE + "-3,1,crust_days,4", "line 4, column day"),
    ("unknown quantity", HEAD + DONE + "6,1,crust,4", "crust_days"),
    ("unknown concern", HEAD + DONE + "90,2,score.scars,0.5,,blinded", "score.wrinkles"),
    ("not a number", HEAD + DONE + "6,1,crust_days,some", "line 4, column value"),
    ("nan", HEAD + DONE + "6,1,crust_days,nan", "line 4, column value"),
    ("no value", HEAD + DONE + "6,1,crust_days", "line 4, column value"),
    ("longer than it was", HEAD + DONE + "6,1,crust_days,9", "cannot have been seen"),
    ("hours as days", HEAD + DONE + "2,1,closure_hours,40,d", "cannot have been seen"),
    ("pain beyond ten", HEAD + DONE + "0,1,pain_0_10,11", "0..10"),
    ("negative", HEAD + DONE + "6,1,crust_days,-2", "outside"),
    ("unit", HEAD + DONE + "6,1,crust_days,4,kg", "line 4, column unit"),
    ("no rater", HEAD + DONE + "90,2,score.wrinkles,0.7", "investigator"),
    ("of an old session", HEAD + DONE + "90,1,score.wrinkles,0.7,,blinded", "last session"),
    ("maybe", HEAD + DONE + "40,2,blister,maybe", "yes or no"),
    ("nobody answered", HEAD + DONE + "40,,answered,", "line 4, column value"),
    ("twice", HEAD + DONE + "6,1,crust_days,4\n6,1,crust_days,5", "line 4 too"),
]


@pytest.mark.parametrize(("text", "word"), [(text, word) for _, text, word in BAD], ids=[name for name, _, _ in BAD])
def test_what_cannot_be_read_is_refused_in_one_line(tmp_path: Path, text: str, word: str) -> None:
    with pytest.raises(InputError) as refused:
        read(tmp_path, text)
    assert word in str(refused.value)
    assert "seen.csv" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "photo.csv").write_bytes(b"\xff\xd8\xff\xe0")
    for path in (tmp_path / "photo.csv", tmp_path, tmp_path / "none.csv"):
        with pytest.raises(InputError):
            read_observed(path, person())
