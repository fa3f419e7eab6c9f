"""TEXT -> VALUE: pure readers, no clock, no network. This face only hands names on."""
