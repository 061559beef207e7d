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


def test_schema_says_how_each_operation_may_be_refused(as_user, member):
    schema = as_user(member).get(
        "/api/schema/", headers={"Accept": "application/vnd.oai.openapi+json"}
    )
    silent = {
        (path, method): missing
        for path, operations in schema.json()["paths"].items()
        for method, operation in operations.items()
        if method != "parameters" and (missing := {"400", "401"} - operation["responses"].keys())
    }

    assert silent == {}


def test_schema_names_the_filters_of_the_pages(as_user, member):
    schema = as_user(member).get(
        "/api/schema/", headers={"Accept": "application/vnd.oai.openapi+json"}
    )
    lists = {
        path.split("/")[-2]: {one["name"] for one in operations["get"]["parameters"]}
        for path, operations in schema.json()["paths"].items()
        if path.count("/") == 4 and "get" in operations and "parameters" in operations["get"]
    }
    places = {"portfolio", "objective", "team", "q", "health", "age"}

    assert places | {"product", "kind"} <= lists["outcomes"]
    assert places | {"product", "kind", "stage"} <= lists["initiatives"]
    assert places | {"stage"} <= lists["products"]
