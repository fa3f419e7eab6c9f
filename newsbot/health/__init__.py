"""Health: what a run's figures say is wrong, in words, as a page, as metrics, as alerts."""
