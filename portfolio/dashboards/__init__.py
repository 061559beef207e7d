"""Pages: one frozen dataclass each, holding everything the template gets."""
