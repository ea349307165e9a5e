"""Metadata of Satu Data Indonesia: the forms MS-Keg, MS-Ind and MS-Var, and what fills them in.

`forms` reads which fields there are (data under `resources/sdi`), `facts` says what the program knows of a
round, `record` puts both and what the office wrote together and lists what is still missing, `template`
writes the file that the office fills in.
"""
