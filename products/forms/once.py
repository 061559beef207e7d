"""A form that is written once, however often it is sent: the same in every layer."""

from portfolio.forms.once import OnceForm

__all__ = ["OnceForm"]
