"""The news products tell upwards: the only door to the layer above."""

from django.dispatch import Signal

changed = Signal()
"""Something that adds up has changed. Sent inside the transaction of the write, with

`product_id`: the product it is about, None for the whole organisation;
`since`: the first day whose figures may differ.
"""

noticed = Signal()
"""People have notices that may be mailed. Sent inside the transaction of the write."""
