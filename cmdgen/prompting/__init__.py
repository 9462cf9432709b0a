"""From a request to a prompt, and from a model's reply to exactly one command with a confidence."""
