"""The clinic in a browser: consult, plan, consent, treat, follow up. A Django project; nothing outside this room knows Django."""
