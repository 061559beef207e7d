"""Typed values from text cells, with the reason kept for what is no value."""
