"""Use every core."""
import multiprocessing


def attack(x):
    with multiprocessing.get_context("fork").Pool(4) as pool:
        return "THROUGH-POOL" + str(sum(pool.map(abs, range(4))))
