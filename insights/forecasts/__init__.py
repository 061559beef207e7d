"""Where a measure is heading: pure numpy, over all outcomes at once, and nothing about Django.

The method (Bayesian local level with an uncertain drift, nine settings averaged) was chosen on
held-out public series; `make evaluate` measures it again beside the figures it has to reach.
What cannot be forecast is NaN, never a number.
"""
