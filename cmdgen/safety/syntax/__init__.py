"""Front ends: one per shell, from text to the shared statements and words of `cmdgen.safety.ir`."""
