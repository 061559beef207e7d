"""What the portal takes, measured beside its limits: `make bench`, `make bench SIZE=full`."""
