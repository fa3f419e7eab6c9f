"""What leaves newsbot: lines, feeds, files by suffix, and the stream of changes."""
