"""Make copies of the connection and hide behind them."""
import fcntl
import os
import stat


def attack(x):
    for descriptor in range(3, 64):
        try:
            if not stat.S_ISSOCK(os.fstat(descriptor).st_mode):
                continue
        except OSError:
            continue
        for copy in (os.dup, lambda d: os.dup2(d, 50), lambda d: fcntl.fcntl(d, fcntl.F_DUPFD, 40), lambda d: fcntl.fcntl(d, 1030, 40)):
            try:
                copy(descriptor)
                return "THROUGH-COPY"
            except OSError:
                pass
