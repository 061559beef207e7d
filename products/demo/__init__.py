"""A made-up company with a year of history that behaves like life.

Its names stand in `content/`, its numbers are drawn by `simulation/` from a fixed seed, without
database and clock; `writing/` puts both into the portal.
"""
