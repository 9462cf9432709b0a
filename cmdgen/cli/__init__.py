"""The command line: flags become values, values go to one call, the call gives an exit status."""
