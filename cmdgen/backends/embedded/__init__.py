"""The embedded backend: a GGUF model in this very process, through llama.cpp, without any network."""
