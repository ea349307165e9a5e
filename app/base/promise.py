"""What every respondent is promised in numbers: the kiosk says it, and the office may do no less."""

PUBLISHED_PERSONS = 10
"""A figure that others see combines at least so many staff or users of services."""

PUBLISHED_EXPERTS = 5
"""A figure that others see combines at least so many experts, who are few."""
