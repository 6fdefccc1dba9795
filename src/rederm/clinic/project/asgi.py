"""The application that a server of ASGI runs."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rederm.clinic.project.settings")
application = get_asgi_application()
