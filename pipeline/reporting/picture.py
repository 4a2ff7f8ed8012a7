"""Pictures of the report for README: `python -m pipeline.reporting.picture outputs/report notebooks/report.png`.

Needs the package playwright and a Chromium on the machine (or DRAGOMAN_CHROMIUM).
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from pipeline.errors import DragomanError


def take(report: Path, target: Path, page: str = "documents/*bridges*.html") -> None:
    """A picture of the first page of the report whose file matches `page`."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as error:
        raise DragomanError("playwright is not installed: pip install playwright") from error
    chromium = os.environ.get("DRAGOMAN_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        raise DragomanError("no Chromium was found; DRAGOMAN_CHROMIUM names one")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        window = browser.new_page(viewport={"width": 1200, "height": 760}, color_scheme="light")
        window.goto(f"file://{sorted(report.glob(page))[0].resolve()}")
        window.screenshot(path=str(target))
        browser.close()


if __name__ == "__main__":
    take(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:4])
