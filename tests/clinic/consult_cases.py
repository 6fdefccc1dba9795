"""What a browser sends for the forms of the consult, and client files to send."""

from typing import Any

from django import forms
from hypothesis import strategies as st

from rederm.clinic.charts.models import Record
from rederm.clinic.consult.client_form import Intake, rows_of
from rederm.clinic.consult.keep import held
from rederm.clinic.consult.skin_type_form import SkinTypeForm
from rederm.skin.history import History

_WORDS = st.text("abcdefghij -é", min_size=1, max_size=12).map(str.strip).filter(bool)
_TIMES = st.one_of(st.just("never"), st.floats(0, 6000).map(lambda x: round(x, 3)))


def as_sent(form: Any) -> dict[str, str]:
    """Every name of a form with what stands in it, as its widgets render it."""
    sent = {}
    for name in form.fields:
        bound = form[name]
        value = bound.value()
        widget = bound.field.widget
        if isinstance(widget, forms.MultiWidget):
            for place, part in enumerate(value or ["", ""]):
                sent[f"{bound.html_name}_{place}"] = "" if part is None else str(part)
        else:
            sent[bound.html_name] = "" if value is None else str(value)
    return sent


def intake_sent(record: Record, content: dict[str, Any] | None = None) -> dict[str, str]:
    """The intake as it is prefilled from this content, from the record's own where none is given."""
    now = held(record)
    content = now.content if content is None else content
    rows = rows_of(content)
    sent = as_sent(Intake(record, content)) | as_sent(rows.management_form) | {"seen": now.seen}
    for row in rows:
        sent |= as_sent(row)
    return sent


def skin_sent(record: Record, **given: str) -> dict[str, str]:
    """The form of the skin type with these fields filled."""
    return as_sent(SkinTypeForm(None, None)) | {"seen": held(record).seen} | given


def answers(key: str) -> st.SearchStrategy[Any]:
    """Every answer that a key of the history takes, None for not asked."""
    kind = str(History.model_fields[key].annotation)
    if "bool" in kind:
        known: st.SearchStrategy[Any] = st.booleans()
    elif "controlled" in kind:
        known = st.sampled_from(["none", "controlled", "uncontrolled"])
    elif "never" in kind:
        known = _TIMES
    else:
        known = st.lists(_WORDS, max_size=3)
    return st.one_of(st.none(), known)


def histories() -> st.SearchStrategy[dict[str, Any]]:
    """Histories with any keys answered, any not asked, of a client whose other answers do not contradict them."""
    made = st.fixed_dictionaries({key: answers(key) for key in History.model_fields})
    return made.map(lambda found: {key: value for key, value in found.items() if value is not None})
