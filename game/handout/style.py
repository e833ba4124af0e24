"""How printed pages look: dark ink on white, a serif for titles and documents, room to write, and breaks where they belong."""

from game.handout.ink import ACCENT, FADED, HAIR, INK, PAPER, SUNKEN

STYLE = f"""
:root {{ color-scheme: light; }}
body {{ font: 16px/1.5 "Fira Sans", "Segoe UI", Helvetica, Arial, sans-serif; color: {INK}; background: {PAPER};
  max-width: 62rem; margin: 0 auto; padding: 0 1.25rem 3rem; }}
h1, h2, h3, .document {{ font-family: Spectral, Georgia, "Times New Roman", serif; }}
h1 {{ font-size: 2.2rem; font-weight: 600; line-height: 1.15; margin: 2.2rem 0 .4rem; }}
h2 {{ font-size: 1.55rem; font-weight: 600; margin: 2.6rem 0 .6rem; padding-top: .9rem; border-top: 2px solid {INK}; }}
h3 {{ font-size: 1.2rem; font-weight: 600; margin: 1.6rem 0 .3rem; }} h4 {{ margin: 1rem 0 .2rem; }}
p {{ margin: .4rem 0 .8rem; max-width: 46rem; }} li {{ margin: .2rem 0; max-width: 46rem; }}
a {{ color: {ACCENT}; }} .when, footer {{ color: {FADED}; }}
.skip {{ position: absolute; left: -60rem; }} .skip:focus {{ position: static; }}
nav ul, .keys {{ list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .3rem 1.1rem; }} nav li {{ margin: 0; }}
.wide {{ overflow-x: auto; margin: .8rem 0 1.2rem; }} .wide:focus-visible {{ outline: 3px solid {ACCENT}; }}
table {{ border-collapse: collapse; width: 100%; font-size: .88rem; line-height: 1.35; }}
caption {{ text-align: left; color: {FADED}; padding-bottom: .3rem; }}
th, td {{ text-align: left; vertical-align: top; padding: .35rem .6rem .35rem 0; border-bottom: 1px solid {HAIR}; }}
thead th {{ border-bottom: 2px solid {INK}; }} tbody th {{ font-weight: 600; }}
.n {{ text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }}
figure {{ margin: 0; }} figcaption {{ font-weight: 600; font-size: .92rem; }}
.grid {{ display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: 1rem 1.4rem; margin: .8rem 0; }}
details {{ margin: .6rem 0 1rem; }} summary {{ color: {ACCENT}; font-weight: 600; cursor: pointer; }}
.open {{ font: inherit; color: {ACCENT}; background: {PAPER}; border: 1px solid {ACCENT}; border-radius: 6px;
  padding: .2rem .8rem; }} .open:focus-visible, summary:focus-visible {{ outline: 3px solid {ACCENT}; }}
svg {{ width: 100%; height: auto; font: 12px "Fira Sans", Arial, sans-serif; }}
svg .s {{ font-size: 10.5px; paint-order: stroke; stroke: {PAPER}; stroke-width: 3px; }} svg .b {{ font-weight: 600; }}
svg .h {{ paint-order: stroke; stroke: {SUNKEN}; stroke-width: 3px; }}
.bar {{ width: 5.6rem; height: .65rem; }} .key {{ width: 2.2rem; height: .8rem; }}
.triangle {{ max-width: 42rem; }} .triangle figcaption {{ font-weight: 400; color: {FADED}; }}
.document {{ border: 1px solid {HAIR}; padding: 1rem 2rem 1.4rem; margin: 1rem 0; font-size: 1.06rem; }}
.ask {{ border-left: 4px solid {ACCENT}; padding: .2rem 0 .2rem .8rem; }}
.write td {{ height: 1.05rem; }} .blank {{ border-bottom: 1px solid {FADED}; height: 2rem; }}
.sheet {{ break-before: page; }} .sheet:first-child {{ break-before: auto; }}
@page {{ margin: 13mm 14mm; }}
@media print {{
  html {{ font-size: 9.5pt; }} body {{ font-size: 1rem; line-height: 1.35; max-width: none; padding: 0; }}
  nav, .skip, .screen, details:not([open]) {{ display: none; }} p, li {{ max-width: none; }}
  h1 {{ margin-top: 0; }} h2 {{ margin: 1.5rem 0 .4rem; padding-top: .5rem; }} h3 {{ margin-top: 1rem; }}
  p {{ margin: .25rem 0 .5rem; }} th, td {{ padding: .2rem .6rem .2rem 0; }} .wide {{ margin: .5rem 0 .8rem; }}
  .document {{ columns: 2; column-gap: 2rem; font-size: 1rem; padding: .2rem 1.2rem .6rem; }}
  .document .when {{ font-size: .86rem; break-before: avoid; }}
  h2, h3, h4, caption {{ break-after: avoid; }} tr, figure, li, .document p {{ break-inside: avoid; }}
  .wide {{ overflow: visible; }} a {{ color: inherit; text-decoration: none; }}
  body:has(.sheet) h1 {{ font-size: 1.3rem; margin: 0; }} .sheet h2 {{ margin: .6rem 0 .3rem; }}
  .sheet h3 {{ margin: .7rem 0 .1rem; }} .sheet p {{ margin: .2rem 0 .4rem; }}
  .sheet {{ font-size: 1.15rem; }} .sheet table {{ font-size: 1rem; }} .sheet .wide {{ margin: .5rem 0 .8rem; }}
  .dense {{ font-size: 1.03rem; }} .dense table {{ font-size: .86rem; }}
  .write table {{ table-layout: fixed; }} .write th:first-child {{ width: 28%; }} .write td {{ height: 1.5rem; }}
  html:not(:has(.sheet, details)) {{ font-size: 11pt; }} .blank {{ height: 2.6rem; }}
  section[id^="plan-"] {{ break-inside: avoid; }}
  .grid {{ grid-template-columns: repeat(3, 1fr); gap: .4rem 1rem; }} .triangle {{ max-width: 30rem; margin: auto; }}
}}
"""
