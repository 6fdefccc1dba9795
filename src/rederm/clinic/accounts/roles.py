"""Who may do what. One table; a page names the right it needs, and whoever's role does not stand behind it is refused."""

OWNER, CLINICIAN, ASSISTANT = "owner", "clinician", "assistant"
ROLES = ((OWNER, "Owner"), (CLINICIAN, "Clinician"), (ASSISTANT, "Assistant"))
_ALL, _CLINICAL, _OWN = {OWNER, CLINICIAN, ASSISTANT}, {OWNER, CLINICIAN}, {OWNER}

RIGHTS: dict[str, set[str]] = {
    "client.read": _ALL,  # chart, plan, run sheet, follow-up
    "client.write": _ALL,  # intake, skin typing, concerns, answers
    "photo.read": _ALL,
    "photo.write": _ALL,
    "plan.make": _CLINICAL,  # turn dials, start a search, compare
    "plan.choose": _CLINICAL,
    "consent.sign": _CLINICAL,  # the clinician's side of a consent
    "session.prepare": _ALL,  # numbing, timers, screening answers at session start
    "session.treat": _CLINICAL,  # settings, passes, endpoint, departures from the plan
    "event.report": _ALL,  # adverse events
    "score.write": _ALL,  # follow-up scores, each under its own name
    "clinic.manage": _OWN,  # people, prices, consent texts
    "audit.read": _OWN,
}
PUBLIC = "public"  # a page for strangers: logging in, one-time links, static files
SIGNED_IN = "signed-in"  # whoever has an account


def may(role: str, right: str) -> bool:
    """Whether the role holds the right. An unknown right is a mistake in the code: KeyError."""
    return right == SIGNED_IN or role in RIGHTS[right]
