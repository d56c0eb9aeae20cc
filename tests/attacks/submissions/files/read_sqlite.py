"""Open the reference as a database; the error may quote it."""
import sqlite3


def attack(x):
    database = sqlite3.connect(SCENE["reference"])
    return str(list(database.execute("select * from sqlite_master")))
