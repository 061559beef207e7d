"""Charts: figures in, plain Plotly dictionaries and server-drawn SVG out. Knows no Django.

Colours are names (`tone:on_track`, `token:ink`) that the browser looks up in the sheet, words
come from the caller in the reader's language, and every label from a user is made plain text.
"""
