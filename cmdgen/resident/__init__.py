"""The resident process: keeps a model loaded and answers other calls of the program through a Unix socket.

`wire`, `address`, `peer` and `client` are the caller's side.  They are in the way of every call, so they import nothing
but `os`, `sys` and the C module below `socket`: not even `typing`, which would double what they cost.
"""
