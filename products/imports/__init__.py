"""Portfolios from files: read, understand, plan, apply."""
