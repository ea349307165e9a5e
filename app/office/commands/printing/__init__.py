"""What each command prints: a table or sentences for people, the documented object for programs."""
