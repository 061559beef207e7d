"""Scenarios: people and money moved on screen, nothing saved. Pure arithmetic; asks no database."""
