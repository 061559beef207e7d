"""What a field is called on screen, where its name alone is at hand."""

from django.utils.translation import gettext_lazy as _

LABELS = {
    "baseline": _("Baseline"),
    "description": _("Description"),
    "due_on": _("Due"),
    "hypothesis": _("Hypothesis"),
    "observed_on": _("Measured on"),
    "rating": _("Rating"),
    "stage": _("Stage"),
    "started_on": _("Start"),
    "target": _("Target"),
    "target_on": _("Target day"),
    "value": _("Latest value"),
    "whole_life_cost": _("Whole-life cost"),
    "year_baseline": _("Planned this year"),
    "year_forecast": _("Forecast this year"),
}


def field_label(field: str) -> str:
    """Return the words for a field: due_on reads Due. Others read as they are named."""
    return str(LABELS.get(field, field.replace("_", " ").capitalize()))
