"""Figures in, Plotly dictionaries out."""
