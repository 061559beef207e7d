"""The news the strategy tells upwards."""

from django.dispatch import Signal

reshaped = Signal()
"""The tree of portfolios or objectives has changed. Sent inside the transaction of the write,
with `since`: the first day whose figures may differ."""
