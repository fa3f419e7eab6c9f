"""Scheduling: what is due (every, rhythm, due: pure), and the loop that runs it."""
