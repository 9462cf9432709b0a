"""Backends that ask a server: Ollama, vLLM and whatever else speaks the OpenAI protocol."""
