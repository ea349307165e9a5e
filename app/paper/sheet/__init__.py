"""What every document is drawn on and with.

`page` is the sheet itself (fonts, styles, footers), `artwork` the mark and the songket, `flow` text that
runs over pages, `form` what people sign, `charts` the pictures of figures, `picture` a part of a screen,
`qr` a code that a camera reads.
"""
