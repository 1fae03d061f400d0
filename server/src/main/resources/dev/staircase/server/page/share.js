import { escaped } from './pens.js';
import { figures } from './lane.js';
import { rendered } from './markdown.js';
import { svg } from './timeline.js';
import { ms, NAMES } from './page.js';

/** A run as one file that needs no server, no network and no script. */

const STYLE = `:root{color-scheme:light}body{max-width:1160px;margin:0 auto;padding:24px;font:15px/1.55 system-ui,sans-serif;color:#1d2330;background:#fff}
h1{font-size:22px}h2{font-size:18px;margin:28px 0 4px}.soft,footer{color:#5b6475}.lanes{display:grid;grid-template-columns:repeat(auto-fit,minmax(320px,1fr));gap:24px}
.ttft b{font-size:28px}pre{background:#f6f7f9;padding:10px;overflow-x:auto}svg{width:100%;height:auto}blockquote{border-left:3px solid #d9dde5;margin-left:0;padding-left:12px}`;

/** @param lanes {name, run} each */
export function page(question, lanes) {
  const span = Math.max(...lanes.map(({ run }) => run.lastMs));
  const drawn = lanes.filter(({ run }) => run.agents.length);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(question.slice(0, 80))}</title><style>${STYLE}</style></head><body>
<h1>${escaped(question)}</h1>
<div class="lanes">${lanes.map(lane).join('')}</div>
<h2>How it came about</h2><p class="soft">Light: reads its prompt. Full: writes, a notch for each piece. Dotted: waits. Arrows: what is handed over to the step that reads it. Hover for what is known of a call.</p>
${drawn.map(({ name, run }) => `<h2>${escaped(NAMES[name] ?? name)}</h2>${svg(run, NAMES[name] ?? name, span)}`).join('')}
<footer><p>Written by Staircase. The times are those that one browser saw.</p></footer></body></html>
`;
}

function lane({ name, run }) {
  const answer = document.createElement('div');
  answer.append(rendered(run.text));
  const told = figures(run, run.lastMs).map(([what, value]) => `${escaped(what)} ${escaped(value)}`).join(' · ');
  return `<section><h2>${escaped(NAMES[name] ?? name)}</h2><p class="ttft">first word <b>${run.ttftMs === null ? 'never' : ms(run.ttftMs)}</b></p>
<p class="soft">${told}</p>${answer.innerHTML}${run.error ? `<p><b>${escaped(run.error)}</b></p>` : ''}</section>`;
}
