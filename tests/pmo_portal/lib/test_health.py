"""Orchestrators ask without a session, by address, over plain HTTP."""

import pytest
from django.db import connection
from django.test import Client


def test_alive_is_answered_without_database_organisation_or_sign_in(client):
    answer = client.get("/healthz")

    assert (answer.status_code, answer.content) == (200, b"ok")
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_ready_names_database_and_migrations(client):
    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json() == {"database": "ok", "migrations": "ok"}


@pytest.mark.django_db
def test_not_ready_while_a_migration_is_pending(client):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'insights'")

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json() == {"database": "ok", "migrations": "pending"}


def test_health_is_asked_by_any_host_name_over_plain_http(settings):
    settings.ALLOWED_HOSTS, settings.SECURE_SSL_REDIRECT = ["portal.example"], True

    assert Client().get("/healthz", headers={"host": "10.0.0.7:8000"}).status_code == 200


def test_health_is_for_reading(client):
    assert client.post("/healthz").status_code == 405
