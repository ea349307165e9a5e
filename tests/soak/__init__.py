"""SOAK: hundreds sit one after the other under one keeper while windows are killed; nothing is lost or grows.

The soak lets hundreds of people sit one after the other under one keeper while windows are killed. The
keeper is the product's, in a process of its own; the windows are the product's, with all their pages, each
in a process of its own that the keeper starts. Only the hands are ours: `window_process` composes a window
as the kiosk's entry does and adds a robot (`robot`), which reads the page that is shown and sends the wishes
that this page could send. It tells the campaign over a named pipe what it is about to do, so that a kill
can be aimed at any moment, and remembers in a file whose turn it is, as people do in a queue.
"""
