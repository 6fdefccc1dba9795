"""The forms of consent: signing, taking back, and a new version of a text."""

from typing import Any

from django import forms

from rederm.clinic.consents.letters import printable
from rederm.clinic.consents.questions import questions
from rederm.clinic.consents.signature import MOST_BYTES, drawn, typed
from rederm.sources import InputError


class Sign(forms.Form):
    """Answers, name and signature of the client; the clinician's answer and password. Every one is required."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
    signer = forms.CharField(
        max_length=120,
        label="Your full name",
        error_messages={"required": "Type your full name."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    picture = forms.CharField(max_length=MOST_BYTES, required=False, label="Your signature", widget=forms.HiddenInput)
    written = forms.CharField(
        max_length=120,
        required=False,
        label="Instead of drawing: type your full name as your signature",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    mine = forms.BooleanField(required=False, label="What I typed is my signature.")
    password = forms.CharField(
        max_length=128,
        strip=False,
        error_messages={"required": "Give your password."},
        label="Your password again",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for question in questions():
            self.fields[question.key] = forms.CharField(
                max_length=80, label=question.text, error_messages={"required": question.wrong(None)}
            )

        *asked, explained = (question.key for question in questions())
        self.order_fields([*asked, "signer", "picture", "written", "mine", explained, "password"])

    @property
    def answers(self) -> dict[str, str]:
        return {question.key: str(self.data.get(question.key, "")) for question in questions()}

    def clean_signer(self) -> str:
        try:
            return printable(str(self.cleaned_data["signer"]), "Your name")
        except InputError as error:
            raise forms.ValidationError(str(error)) from None

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = self.cleaned_data
        for question in questions():
            wrong = question.wrong(found.get(question.key))
            if wrong and question.key not in self.errors:
                self.add_error(question.key, wrong)
        try:
            self._signature(found)
        except InputError as error:
            self.add_error("written" if found.get("written") and not found.get("picture") else "picture", str(error))
        return found

    def _signature(self, found: dict[str, Any]) -> None:
        signer, written = (" ".join(str(found.get(name, "")).split()) for name in ("signer", "written"))
        if found.get("picture"):
            drawn(found["picture"])
            found["written"] = ""
        elif not written:
            raise InputError("The signature is missing. Draw it, or type your name as your signature.")
        elif written.casefold() != signer.casefold():
            raise InputError("Type the same full name as above.")
        elif not found.get("mine"):
            raise InputError("Tick that what you typed is your signature.")
        else:
            typed(signer)


class Withdraw(forms.Form):
    """Taken back; why need not be said."""

    reason = forms.CharField(max_length=300, required=False, label="Why, if the client says it")
    sure = forms.BooleanField(label="The client takes this consent back.")


class NewText(forms.Form):
    """The next version of a text."""

    seen = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    body = forms.CharField(max_length=20_000, label="Text", widget=forms.Textarea(attrs={"rows": 24}))
