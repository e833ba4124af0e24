"""Printed pages in a real browser: no violation of the web's accessibility rules, nothing asked of a network, and little paper.

Needs Chromium, and for accessibility in AXE_JS the path of axe.min.js (the npm package axe-core); left out where there is none.
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
QUIET = ("--headless", "--no-sandbox", "--disable-gpu")
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
    """The report of a finished game and of one that goes on, with all details open, and all teaching sheets."""
    scenario = load_scenario(SCENARIOS / f"{name}.toml")
    match = play(Setup(scenario=scenario, bot="random"), 3)
    cut = match.branch(match.turns[1])
    pages = {"whole.html": as_html(Account(match=match)), "cut.html": as_html(Account(match=cut)), **files(scenario)}
    for file, html in pages.items():
        told = checked(html.replace("<details>", "<details open>"), tmp_path / file)
        assert told["passes"] > 20
        assert (told["told"], told["asked"]) == ([], []), file


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")
@pytest.mark.parametrize("paper", ["A4", "letter"])
def test_paper_is_spared(paper: str, tmp_path: Path) -> None:
    """The report of a whole game of bots takes at most fifteen sheets while details are folded, many more when they are open;
    a short role card and an order sheet take one each, a long one at most two."""
    scenario = load_scenario(SCENARIOS / "astana.toml")
    account, made = Account(match=play(Setup(scenario=scenario, bot="greedy"), 3)), files(scenario)
    assert printed(as_html(account), paper, tmp_path) <= 15
    assert printed(as_html(account).replace("<details>", "<details open>"), paper, tmp_path) > 25
    seats = len(scenario.brief)
    assert printed(made["roles-short.html"], paper, tmp_path) == seats
    assert printed(made["orders.html"], paper, tmp_path) == seats
    assert printed(made["roles-long.html"], paper, tmp_path) <= 2 * seats


def printed(html: str, paper: str, folder: Path) -> int:
    """How many pages it takes on a paper."""
    page, pdf = folder / "page.html", folder / "page.pdf"
    page.write_text(html.replace("@page {", f"@page {{ size: {paper};"), encoding="utf-8")
    subprocess.run([str(CHROMIUM), *QUIET, f"--print-to-pdf={pdf}", page.as_uri()], capture_output=True, timeout=120, check=True)
    return len(re.findall(rb"/Type\s*/Page\b", pdf.read_bytes()))


def checked(html: str, file: Path) -> dict[str, object]:
    """What axe says of a page that is opened from a file."""
    axe = Path(AXE).resolve()
    file.write_text(html.replace("</body>", CHECK.format(axe=axe.as_uri(), name=axe.name)), encoding="utf-8")
    quiet = [*QUIET, "--virtual-time-budget=60000", "--dump-dom"]
    shown = subprocess.run([str(CHROMIUM), *quiet, file.as_uri()], capture_output=True, text=True, timeout=120, check=True).stdout
    found = re.search(r'<pre id="told">(.*?)</pre>', shown, re.DOTALL)
    assert found, shown[-500:]
    told: dict[str, object] = json.loads(unescape(found[1]))
    return told
