"""What officers print for themselves and for those whom they invite.

`keys` are an officer's key on paper, `drawing` the minutes of a draw, `invitation` the letters, `daily` how
many came, `destruction` that the names are gone, `breach` the notice that a breach asks for, `codebook`
what the variables of a release mean.
"""
