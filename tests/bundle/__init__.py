"""The executables, tried as they would be handed out: run by `make bundle` once they are built."""
