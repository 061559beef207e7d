"""What products tell and ask upwards: the only door to the layer above."""

from django.dispatch import Signal

changed = Signal()
"""Something that adds up has changed. Sent inside the transaction of the write, with

`product_id`: the product it is about, None for the whole organisation;
`since`: the first day whose figures may differ.
"""

noticed = Signal()
"""People have notices that may be mailed. Sent inside the transaction of the write."""

expected_range = Signal()
"""Between which values would a reading be no surprise? Sent before it is written, with

`outcome`: the outcome;
`by_day`: its valid readings, a value for each day;
`on`: the day of the reading in question.

Whoever can tell answers (low, high), in the outcome's unit. Nobody has to.
"""
