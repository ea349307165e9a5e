"""What the screens say: pure functions from the state of the booth to the frozen views.

No Qt widget, no clock, no store: the time comes in as milliseconds, the rest as values. Every word comes from
the catalogue `kiosk` or from the questionnaire.
"""
