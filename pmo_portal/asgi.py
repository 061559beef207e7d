"""The ASGI application, for whoever wants to serve the portal that way."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pmo_portal.settings")
application = get_asgi_application()
