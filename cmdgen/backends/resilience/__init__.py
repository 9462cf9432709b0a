"""What keeps an answer coming when a server fails: retries, a circuit breaker, and somebody else to ask."""
