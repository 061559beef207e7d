"""The weekly report: what it holds, how it is weighed and worded, and the forms it comes in."""
