"""The command line: each command parses, calls one use case, and prints.

`main` puts the tree together from its groups, one file each, named like the room that they serve. `door` is
what every command begins with, `terminal` how the line speaks (people, programs, exit codes), `misuse` what
typer would say of itself, in words of the catalogue, `printing` what each command says, `replies` what it
answers a program.
"""
