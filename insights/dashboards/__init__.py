"""All that a page shows, in one frozen object."""
