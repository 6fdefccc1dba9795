"""The clinic in a browser: consult, plan, consent, treat, follow up. A Django project, the only room that knows Django."""

__all__: list[str] = []  # a clinic is run by `rederm serve`, not imported
