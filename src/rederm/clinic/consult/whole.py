"""A form that writes only where it arrived whole, and refusals of the client file put beside the field they speak of."""

import re
from collections.abc import Iterator
from typing import Any

from django import forms

from rederm.sources import InputError

_NAME = re.compile(r"([a-z_]+(?:\.[a-z_]+)?)(?= =)|^([a-z_]+(?:\.[a-z_]+)?)(?= )")  # a key with its value, or the head
TORN = "this form did not arrive whole and nothing was written; send it again"


class WholeForm(forms.Form):
    """A radio button that nobody touched still sends "not asked": a name that is missing was lost on the way, not left open."""

    def clean(self) -> dict[str, Any] | None:
        if any(name not in self.data for name in self.sent()):
            raise forms.ValidationError(TORN)
        return super().clean()

    def sent(self) -> Iterator[str]:
        """Every name that a browser sends for this form."""
        for name, field in self.fields.items():
            parts = getattr(field.widget, "widgets", None)
            if isinstance(field.widget, forms.CheckboxInput):
                continue
            yield from [self.add_prefix(name)] if parts is None else [f"{self.add_prefix(name)}_{n}" for n in range(len(parts))]

    def refuse(self, error: InputError) -> None:
        """Put a refusal beside the first field that it names, at the head where it names none of them."""
        text = str(error).partition(": ")[2] or str(error)
        known = {name.rpartition(".")[2]: name for name in self.fields} | {name: name for name in self.fields}
        named = next((known[word] for found in _NAME.findall(text) for word in found if word in known), None)
        self.add_error(named, text)
