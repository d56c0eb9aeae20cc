"""``%check`` in a real kernel."""

from pathlib import Path

import pytest

from tests.kits import ROOT

pytest.importorskip("ipykernel")
manager = pytest.importorskip("jupyter_client.manager")

BN = "batch_norm_backward"
FORWARD, BACKWARD = (ROOT / "submissions" / "bob" / f"{BN}.py").read_text(encoding="utf-8").split("def batch_norm_backward")


class Kernel:
    """A kernel, and what a cell showed: text and HTML."""

    def __init__(self, folder: Path) -> None:
        self.manager, self.client = manager.start_new_kernel(kernel_name="python3", cwd=str(folder))

    def run(self, code: str) -> tuple[str, str]:
        shown: list[tuple[str, str]] = []

        def hook(message):
            content = message["content"]
            match message["msg_type"]:
                case "stream":
                    shown.append((content["text"], ""))
                case "display_data" | "execute_result":
                    shown.append((content["data"].get("text/plain", ""), content["data"].get("text/html", "")))
                case "error":
                    shown.append(("\n".join(content["traceback"]), ""))

        self.client.execute_interactive(code, output_hook=hook, timeout=240)
        return "\n".join(text for text, _ in shown), "".join(page for _, page in shown)

    def close(self) -> None:
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


@pytest.fixture(scope="module")
def folder(made, tmp_path_factory) -> Path:
    import shutil

    shutil.unpack_archive(made.archive, tmp_path_factory.mktemp("notebook"))
    return Path(made.archive).parent / "kit"


@pytest.fixture(scope="module")
def kernel(folder):
    opened = Kernel(folder)
    opened.run("%load_ext grader")
    yield opened
    opened.close()


def test_a_session(kernel):
    """One after the other, as a student would run them: a kernel takes seconds to start."""
    text, _ = kernel.run("%check")
    assert "The kernel holds none of" in text

    text, page = kernel.run(f"import numpy as np\n{FORWARD}\n%check {BN}")
    assert "There is no batch_norm_backward" in text
    assert "1 of 5 checks right" in page

    kernel.run("1/0")
    kernel.run(f"def batch_norm_backward{BACKWARD}")
    text, page = kernel.run(f"%check {BN}")
    assert "✗ Gradient with respect to x" in text
    assert "dx[1, 2] is" in text
    assert "Your instructor runs" in text
    assert '<b class="bad" aria-hidden="true">✗</b> Gradient with respect to x' in page
    assert f"%check {BN} --hint says where" in page

    text, page = kernel.run("%check --hint")
    assert "Where: " in text
    assert "<dt>where</dt>" in page

    kernel.run("def batch_norm_backward(dout, cache):\n    print('<b>hi</b>')\n    raise ValueError('oops')")
    text, page = kernel.run(f"%check {BN}")
    assert "batch_norm_backward raised ValueError, cell 8, line 3: oops" in text
    assert "&lt;b&gt;hi&lt;/b&gt;" in page
    assert "<b>hi</b>" not in page

    right = (ROOT / "submissions" / "alice" / f"{BN}.py").read_text(encoding="utf-8")
    kernel.run(right)
    text, _ = kernel.run(f"%check {BN} --plain")
    assert "Everything is right on these cases." in text
    assert "in a fresh Python each time" in text

    kernel.run("del batch_norm_backward, batch_norm_forward")
    text, _ = kernel.run(f"%check {BN}")
    assert "run the cells that define them first" in " ".join(text.split())


@pytest.mark.parametrize(
    ("line", "message"),
    [("%check nonesuch", "There is nothing of 'nonesuch' to be checked here"), ("%check --bogus", "unrecognized arguments: --bogus")],
)
def test_mistyped(kernel, line, message):
    text, _ = kernel.run(line)
    assert message in text
    assert "Traceback" not in text


def test_outside_a_course(kernel, tmp_path):
    text, _ = kernel.run(f"%cd -q {tmp_path}\nget_ipython().extension_manager.reload_extension('grader')\n%check {BN}")
    assert "no course.yaml" in text
    assert "Traceback" not in text
