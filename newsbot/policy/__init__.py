"""WHAT A SITE ALLOWS AND HOW FAST: pure decisions on what others state; no network, no clock."""
