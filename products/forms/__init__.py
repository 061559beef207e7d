"""Checks of input; nothing here saves."""
