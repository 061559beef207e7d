"""What it adds up to: roll-ups, charts, dashboards."""
