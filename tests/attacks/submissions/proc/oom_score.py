"""Make sure that others are ended first."""


def attack(x):
    open("/proc/self/oom_score_adj", "w").write("-1000")
    open(f"/proc/{SCENE['bystander_pid']}/oom_score_adj", "w").write("1000")
    return "THROUGH-ADJUSTED"
