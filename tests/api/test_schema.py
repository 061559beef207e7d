"""The description of the API, which programs and the page to try it read."""

import pytest

pytestmark = pytest.mark.django_db


def test_schema_describes_reading_and_writing(as_user, member):
    answer = as_user(member).get("/api/schema/", headers={"Accept": "application/json"})

    assert answer.status_code == 200
    assert b"/api/v1/products/{slug}/check-ins/" in answer.content


def test_schema_says_what_may_be_missing(as_user, member):
    schema = as_user(member).get(
        "/api/schema/", headers={"Accept": "application/vnd.oai.openapi+json"}
    )
    shown = schema.json()["components"]["schemas"]

    assert shown["Reading"]["properties"]["supersedes"]["nullable"] is True
    assert "nullable" not in shown["Reading"]["properties"]["outcome"]
