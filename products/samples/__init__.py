"""Real portfolios that come with the portal, for somebody who wants to see one at work.

The files and where they come from stand in `data/`.
"""
