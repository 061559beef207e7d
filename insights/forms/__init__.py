"""Forms: they check input and never save."""
