"""A student's kit: making one without the answers, and checking one's own work with it."""
