"""The shell: Scrapy commands, one a file."""
