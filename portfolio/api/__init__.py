"""The API of who we are and where we go."""

from portfolio.api.reading import router

__all__ = ["router"]
