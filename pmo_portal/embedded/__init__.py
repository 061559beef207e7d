"""The servers a laptop has not got."""
