"""WHAT HAPPENED: the events of one sitting and what follows from them. Pure."""
