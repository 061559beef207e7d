"""Drawings: figures in, geometry out. Knows neither Django nor colours."""
