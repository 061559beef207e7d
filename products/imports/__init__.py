"""Real portfolios in: files are read, understood, rehearsed and brought in, all or nothing."""
