"""Have another process run only when nobody else wants to."""
import os


def attack(x):
    os.sched_setscheduler(SCENE["bystander_pid"], os.SCHED_IDLE, os.sched_param(0))
