"""Commands of the products app."""
