"""DOOR ONE: respondent and proctor on one lab PC."""
