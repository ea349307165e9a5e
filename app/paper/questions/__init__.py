"""A questionnaire on paper: `aloud` is read to a respondent, `penned` is filled in with a pen."""
