"""Sums over many, set-based: figures out, no HTTP, no HTML."""
