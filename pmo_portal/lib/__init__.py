"""The ground floor: words, days, formats. Knows no model and no app."""
