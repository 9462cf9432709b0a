"""Rule packs: data files, their loader and the matcher for rules that need no code."""
