"""The second factor: what an account holds beside its password, set up and asked for.

`rows` keeps them, `codes` are the rules of what is typed, `required` leads whoever has
none to set one up before any other page.
"""
