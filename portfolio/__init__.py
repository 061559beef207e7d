"""Who we are and where we go: people, teams, portfolios, objectives, playbooks."""
