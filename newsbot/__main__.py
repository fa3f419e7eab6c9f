"""`python -m newsbot`: the same as the `newsbot` program."""

from newsbot.commandline import main

main()
