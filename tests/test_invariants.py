"""Promises about the whole model: no gate, and the same pages for a member as for leaders."""

import re

from django.apps import apps

GATE = re.compile(r"approv|pending|draft|submitted|rejected|signed_?off|awaiting|moderat", re.I)
OURS = ("portfolio", "products", "insights")


def test_no_model_has_an_approval_state():
    found = {
        f"{model.__name__}.{field.name}": word
        for label in OURS
        for model in apps.get_app_config(label).get_models()
        for field in model._meta.concrete_fields
        for word in [field.name, *(str(value) for value, _label in field.flatchoices)]
        if GATE.search(word)
    }
    assert found == {}


def test_the_rule_would_find_a_gate():
    assert all(GATE.search(word) for word in ("approved_by", "pending", "is_draft", "signed_off"))
