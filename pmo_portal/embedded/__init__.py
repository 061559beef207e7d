"""The servers a laptop has not got: PostgreSQL and Redis, private to one data folder.

Whoever needs them joins (`servers.joined`). The first to join starts a guard, which keeps both
servers up for as long as anybody is joined, whatever way they leave, and then stops them.
"""


class CannotStart(Exception):
    """Something is missing or in the way. The message says what, and how to mend it."""
