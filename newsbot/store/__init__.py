"""Durable memory: SQLite by default, PostgreSQL by URL."""
