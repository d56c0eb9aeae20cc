"""Read where an editable install points."""
import glob
import sysconfig


def attack(x):
    purelib = sysconfig.get_path("purelib")
    return "THROUGH-READ" + "".join(open(path).read() for path in [f"{purelib}/distutils-precedence.pth"] + glob.glob(f"{purelib}/*.pth"))
