"""Printed pages in a real browser: no violation of the web's accessibility rules, and nothing asked of a network.

Needs Chromium, and in AXE_JS the path of axe.min.js (the npm package axe-core); left out where there is none.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest

from game.handout.account import Account
from game.handout.report import as_html
from game.handout.sheets import files
from game.scenario.load import load_scenario
from game.study.play import Setup, play

SCENARIOS = Path(__file__).parents[1] / "scenarios"
CHROMIUM = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
AXE = os.environ.get("AXE_JS", "")
CHECK = """<script src="{axe}"></script><script>
axe.run(document).then(found => {{
  const told = found.violations.map(v => v.id + ': ' + v.nodes[0].html.slice(0, 120));
  const asked = performance.getEntriesByType('resource').map(r => r.name).filter(name => !name.endsWith('{name}'));
  document.body.innerHTML = '<pre id="told"></pre>';
  document.getElementById('told').textContent = JSON.stringify({{told, asked, passes: found.passes.length}});
}});</script></body>"""


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None or not AXE, reason="needs Chromium, and axe.min.js in AXE_JS")
@pytest.mark.parametrize("name", ["first-steps", "astana"])
def test_pages_pass_in_a_browser(name: str, tmp_path: Path) -> None:
    """The report of a finished game and of one that goes on, and all teaching sheets."""
    scenario = load_scenario(SCENARIOS / f"{name}.toml")
    match = play(Setup(scenario=scenario, bot="random"), 3)
    cut = match.branch(match.turns[1])
    pages = {"whole.html": as_html(Account(match=match)), "cut.html": as_html(Account(match=cut)), **files(scenario)}
    for file, html in pages.items():
        told = checked(html, tmp_path / file)
        assert told["passes"] > 20
        assert (told["told"], told["asked"]) == ([], []), file


def checked(html: str, file: Path) -> dict[str, object]:
    """What axe says of a page that is opened from a file."""
    axe = Path(AXE).resolve()
    file.write_text(html.replace("</body>", CHECK.format(axe=axe.as_uri(), name=axe.name)), encoding="utf-8")
    quiet = ["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=60000", "--dump-dom"]
    shown = subprocess.run([str(CHROMIUM), *quiet, file.as_uri()], capture_output=True, text=True, timeout=120, check=True).stdout
    found = re.search(r'<pre id="told">(.*?)</pre>', shown, re.DOTALL)
    assert found, shown[-500:]
    told: dict[str, object] = json.loads(unescape(found[1]))
    return told
