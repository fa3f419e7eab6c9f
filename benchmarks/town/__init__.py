"""An invented town's newspapers: the site that benchmarks/crawl.py crawls."""
