"""`python -m newsbot`: the same as the `newsbot` program."""

import gc

gc.set_threshold(20_000, 20, 20)  # what is imported stays; looking for garbage in it took 0.1 s

from newsbot.commandline import main  # noqa: E402

main()
