"""`/healthz` says that the process lives, `/readyz` that it can serve."""

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.urls import get_resolver


class HealthMiddleware:
    """Answers both questions before anything else is asked of the request.

    Orchestrators ask by address, over plain HTTP and without a session, so that neither the
    check of the host name nor the way to HTTPS nor sign-in may come first.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.is_migrated = False

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path not in {"/healthz", "/readyz"}:
            return self.get_response(request)
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        answer = self._alive() if request.path == "/healthz" else self._ready()
        answer["Cache-Control"] = "no-store"
        return answer

    def _alive(self) -> HttpResponse:
        return HttpResponse("ok", content_type="text/plain")

    def _ready(self) -> HttpResponse:
        """Return 200 when the database answers and has all tables, else 503 and which is wrong.

        Reads the map of addresses first: with a broken one no page could be served.
        """
        get_resolver().url_patterns  # noqa: B018 - reading it is the test
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
            self.is_migrated = self.is_migrated or not _pending_migrations()
        except DatabaseError:
            return JsonResponse({"database": "no answer", "migrations": "unknown"}, status=503)
        if not self.is_migrated:
            return JsonResponse({"database": "ok", "migrations": "pending"}, status=503)
        return JsonResponse({"database": "ok", "migrations": "ok"})


def _pending_migrations() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
