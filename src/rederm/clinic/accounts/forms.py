"""Forms of accounts."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, SetPasswordForm

from rederm.clinic.accounts.models import Clinic, User


class LogIn(AuthenticationForm):
    """Address and password; both may be pasted."""

    username = forms.EmailField(label="E-mail", widget=forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True}))
    password = forms.CharField(
        label="Password", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )

    def clean_username(self) -> str:
        return str(self.cleaned_data["username"]).lower()


class Welcome(SetPasswordForm):  # type: ignore[type-arg]
    """Name, address and password of someone who comes in through a one-time link."""

    name = forms.CharField(max_length=120, label="Your name")
    email = forms.EmailField(label="E-mail, to log in with", widget=forms.EmailInput(attrs={"autocomplete": "username"}))
    field_order = ("name", "email", "new_password1", "new_password2")

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        if User.objects.filter(email=email).exclude(pk=self.user.pk).exists():
            raise forms.ValidationError("another account has this address")
        return email

    def save(self, commit: bool = True) -> User:
        self.user.name, self.user.email = self.cleaned_data["name"], self.cleaned_data["email"]
        return super().save(commit)


class Invite(forms.ModelForm):  # type: ignore[type-arg]
    """Someone new in the clinic."""

    class Meta:
        model = User
        fields = ("name", "email", "role")
        labels = {"email": "E-mail"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["auto_id"] = "new_%s"  # beside the form of the clinic, which has a name too
        super().__init__(*args, **kwargs)


class ClinicForm(forms.ModelForm):  # type: ignore[type-arg]
    """What the owner says of the clinic."""

    class Meta:
        model = Clinic
        fields = ("name", "zone", "prices")
        labels = {"zone": "Time zone", "prices": "Price list (CSV)"}
