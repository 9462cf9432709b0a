"""Facts about this machine that decide which command is right."""
