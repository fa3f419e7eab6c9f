"""What a request passes, one verb a file."""
