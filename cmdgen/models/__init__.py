"""Model files: the starter weights that ship in the package, and what any GGUF file says about itself."""
