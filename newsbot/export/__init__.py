"""What is kept -> what is handed out: lines, files, segments, feeds."""
