"""The `newsbot` program, also as `python -m newsbot`."""

import gc

gc.set_threshold(20_000, 20, 20)  # Python's 700 costs a start 0.1 s and a crawl a twentieth

from newsbot.commandline import main  # noqa: E402

if __name__ == "__main__":
    main()
