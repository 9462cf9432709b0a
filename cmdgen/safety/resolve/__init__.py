"""Words as the shell would see them, as far as that can be known without running anything."""
