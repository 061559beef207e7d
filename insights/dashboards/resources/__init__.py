"""The pages about people's time and money."""
