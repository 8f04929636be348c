/** The style of a page, on a screen and on A4 or Letter. Paper decides the measures: a page is white, and a chart is never cut. */

export const pageStyle = `
:root { color-scheme: light; --ink: #1c1b19; --muted: #5b5a55; --line: #d8d6d0; }
* { box-sizing: border-box; }
body { margin: 0; background: #fff; color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
main { max-width: 920px; margin: 0 auto; padding: 32px 24px 64px; }
h1 { font-size: 28px; line-height: 1.2; margin: 0 0 16px; }
h2 { font-size: 22px; margin: 40px 0 8px; padding-top: 12px; border-top: 2px solid var(--ink); }
h3 { font-size: 17px; margin: 28px 0 8px; }
h4 { font-size: 15px; margin: 18px 0 6px; }
p, ul, ol, dl { margin: 6px 0; }
li { margin: 3px 0; overflow-wrap: anywhere; }
code { font: 0.92em ui-monospace, Menlo, Consolas, monospace; background: #f4f2ed; padding: 0 3px; border-radius: 3px; overflow-wrap: anywhere; }
a { color: #1f4f86; }
.verdict { color: var(--muted); overflow-wrap: anywhere; }
.verdict strong { color: var(--ink); }
.summary { padding-left: 18px; }
.note, figcaption { color: var(--muted); font-size: 13px; overflow-wrap: anywhere; }
.memo dt { font-weight: 600; margin-top: 8px; }
.memo dd { margin: 0 0 0 16px; overflow-wrap: anywhere; }
figure { margin: 20px 0 6px; }
figure svg { display: block; width: 100%; height: auto; }
.key { list-style: none; display: flex; flex-wrap: wrap; gap: 2px 16px; padding: 0; margin: 4px 0; font-size: 12px; color: var(--muted); }
.key li { display: inline-flex; align-items: center; gap: 6px; margin: 0; }
.swatch { display: inline-block; width: 14px; height: 10px; background: var(--swatch); print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.swatch.dot { width: 10px; border-radius: 50%; }
.swatch.line { height: 3px; }
.swatch.tick { width: 3px; height: 14px; }
.swatch.ring { width: 9px; height: 9px; transform: rotate(45deg); }
.swatch.cross { width: 12px; height: 12px; clip-path: polygon(20% 0, 50% 30%, 80% 0, 100% 20%, 70% 50%, 100% 80%, 80% 100%, 50% 70%, 20% 100%, 0 80%, 30% 50%, 0 20%); }
.table { margin: 6px 0 14px; overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: 0 0 10px; font-size: 13px; }
caption.said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
caption { text-align: left; color: var(--muted); font-size: 12px; padding: 2px 0; }
th, td { padding: 3px 8px 3px 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; font-weight: 400; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.long { overflow-wrap: anywhere; }
thead th, thead .number { color: var(--muted); font-size: 12px; white-space: normal; vertical-align: bottom; }
@page { margin: 16mm 14mm; }
@media print {
  body { font-size: 10pt; }
  main { max-width: none; padding: 0; }
  h1 { font-size: 20pt; } h2 { font-size: 15pt; } h3 { font-size: 12pt; } h4 { font-size: 10.5pt; }
  article ~ article { break-before: page; }
  h2, h3, h4, caption { break-after: avoid; }
  figure, tr, li { break-inside: avoid; }
  thead { display: table-header-group; break-after: avoid; }
  tbody tr:first-child { break-before: avoid; }
  table.short { break-inside: avoid; }
  table { font-size: 8.5pt; }
  thead th, thead .number { font-size: 8pt; }
  .table { overflow: visible; }
  a { color: inherit; text-decoration: none; }
  svg, svg * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
