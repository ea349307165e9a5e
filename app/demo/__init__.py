"""A whole city played through both doors without windows."""
