"""WHAT IS ASKED: questionnaires as values, the path through them, and their order. Pure."""
