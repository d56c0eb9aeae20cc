"""A headless Chromium, spoken to by the WebDriver protocol through chromedriver and nothing but the library."""

import base64
import json
import re
import shutil
import subprocess
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)


def installed() -> bool:
    """Whether this machine has both Chromium and its driver."""
    return bool(shutil.which("chromium") and shutil.which("chromedriver"))


class Browser:
    """One browser window."""

    def __init__(self, port: int, profile: str) -> None:
        """Open a window by the driver that listens on ``port``."""
        self._root = f"http://127.0.0.1:{port}/session"
        options = {"binary": shutil.which("chromium"), "args": [*ARGUMENTS, f"--user-data-dir={profile}"]}
        wanted = {
            "browserName": "chrome",
            "goog:chromeOptions": options,
            "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
        }
        session = self._post("", {"capabilities": {"alwaysMatch": wanted}})
        self._root += f"/{session['sessionId']}"

        self.forget()

    def forget(self) -> None:
        """Leave the page, and drop what was logged of it."""
        self._post("/url", {"url": "about:blank"})
        self.log("performance")
        self.log("browser")

    def close(self) -> None:
        """Close the window."""
        self._send(urllib.request.Request(self._root, method="DELETE"))

    def _post(self, path: str, body: dict[str, Any]) -> Any:
        head = {"Content-Type": "application/json"}
        return self._send(urllib.request.Request(self._root + path, json.dumps(body).encode(), head))

    def _send(self, request: urllib.request.Request) -> Any:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["value"]

    def cdp(self, command: str, **parameters: Any) -> Any:
        """One command of the Chrome DevTools protocol."""
        return self._post("/goog/cdp/execute", {"cmd": command, "params": parameters})

    def look(self, width: int, height: int = 900, dark: bool = False) -> None:
        """Take the size of a screen and the colour scheme its owner likes."""
        scheme = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        self.cdp("Emulation.setEmulatedMedia", media="", features=scheme)
        self.cdp(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 500
        )

    def open(self, path: Path) -> None:
        """Load a file, and wait until it has loaded."""
        self._post("/url", {"url": path.resolve().as_uri()})

    def run(self, script: str) -> Any:
        """What ``script`` returns in the page."""
        return self._post("/execute/sync", {"script": script, "args": []})

    def log(self, kind: str) -> list[dict[str, Any]]:
        """What was logged since the last time: ``kind`` is "browser" (the console) or "performance" (the network)."""
        entries: list[dict[str, Any]] = self._post("/se/log", {"type": kind})
        return entries

    def requests(self) -> list[str]:
        """The addresses that were asked for since the last time."""
        events = [json.loads(entry["message"])["message"] for entry in self.log("performance")]
        return [e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"]

    def screenshot(self, path: Path, full: bool = False) -> None:
        """Save what the window shows, or with ``full`` the whole page."""
        shot = self.cdp("Page.captureScreenshot", captureBeyondViewport=full)
        path.write_bytes(base64.b64decode(shot["data"]))


@contextmanager
def browser() -> Iterator[Browser]:
    """A window that is closed afterwards, with its driver and its profile."""
    driver = subprocess.Popen(["chromedriver", "--port=0"], stdout=subprocess.PIPE, text=True)
    try:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
            window = Browser(_port(driver), profile)
            try:
                yield window
            finally:
                window.close()
    finally:
        driver.terminate()
        driver.wait(10)


def _port(driver: "subprocess.Popen[str]") -> int:
    for line in driver.stdout or ():
        found = re.search(r"started successfully on port (\d+)", line)
        if found:
            return int(found[1])
    raise RuntimeError("chromedriver did not start")
