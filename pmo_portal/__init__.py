"""The wiring: settings, addresses, jobs, and the model-free ground floor."""
