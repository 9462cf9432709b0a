"""The starter model: its data, training, export and measure (see README.md beside this file)."""
