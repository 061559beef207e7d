"""What the forms of definitions share: the same in every layer."""

from portfolio.forms.definition import AmountField, Clash, DefinitionForm

__all__ = ["AmountField", "Clash", "DefinitionForm"]
