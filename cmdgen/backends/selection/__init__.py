"""Which backend is asked, in which order, and how each of them is."""
