"""A client that asks the API as one of the cast."""

from collections.abc import Callable

import pytest
from rest_framework.test import APIClient

from portfolio.models import Organisation, User


@pytest.fixture
def as_user(organisation: Organisation) -> Callable[[User], APIClient]:
    """Return a client signed in as the person."""

    def client_of(user: User) -> APIClient:
        client = APIClient()
        client.force_login(user)
        return client

    return client_of
