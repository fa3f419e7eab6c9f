"""The sites: one file a site and nothing else."""
