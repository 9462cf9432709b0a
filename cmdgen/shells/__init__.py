"""What each shell is called, how it runs and checks a command, and which one the user sits in."""
