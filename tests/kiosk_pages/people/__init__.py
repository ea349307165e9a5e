"""People before a real window: `eyes` see words and states, `hands` are a keyboard or a mouse, `wishes` are
what somebody wants to answer, in words, and `sitters` walk from the slip to the seal with these.

Nobody here knows a widget by its name or a view by its fields.
"""
