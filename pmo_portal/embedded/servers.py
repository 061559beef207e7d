"""Stub until the embedded servers land."""

import contextlib


@contextlib.contextmanager
def for_command(argv):
    yield
