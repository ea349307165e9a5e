"""How what is known becomes what is shown: pure functions from facts and a language to parts of a page."""
