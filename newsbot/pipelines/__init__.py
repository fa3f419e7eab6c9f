"""What an article passes, one verb a file."""
