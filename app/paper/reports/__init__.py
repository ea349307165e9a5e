"""What is read of a round: for an agency, its head, the mayor, everybody.

A report is made of a `dossier`: `chapter` turns its pages, `grid` rules its tables, `figures` and `plots`
say what figures are and which picture shows them, `words`, `accounts` and `rooms` what may be said of them
(for the screen too). `agency` with `agency_face`, `agency_follow`, `agency_figures` and `agency_efforts` is
what an agency reads; `held` and `method` end every report. `city` with `city_conduct` is for the mayor,
`annex` all tables, `brief` for a head, `public` for everybody.
"""
