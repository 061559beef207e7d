"""Secrets stay out of the log."""

from pmo_portal.lib.logs import MASK, leave_out_secrets


def test_what_is_named_like_a_secret_is_left_out():
    event = {"event": "sign_in", "password": "hunter2", "api_key": "k", "user": 7}

    assert leave_out_secrets(None, "info", event) == {
        "event": "sign_in", "password": MASK, "api_key": MASK, "user": 7
    }  # fmt: skip


def test_one_time_keys_in_addresses_are_left_out():
    event = {"request": "GET /accounts/password/reset/key/3-abc123/?next=/"}

    assert leave_out_secrets(None, "info", event) == {
        "request": f"GET /accounts/password/reset/key/{MASK}/?next=/"
    }
