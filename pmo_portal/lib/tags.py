"""Template tags and filters, built in."""

from django import template

register = template.Library()
