"""Puts a simulated year into the portal, in bulk; versions come by trigger as always."""
