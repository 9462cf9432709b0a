"""Small readers of code in other languages: only the calls that matter to screening."""
