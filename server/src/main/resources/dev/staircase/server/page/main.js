import { at, say } from './page.js';
import { request } from './api.js';
import { Graph } from './graph.js';
import { Lane } from './lane.js';
import { Numbers } from './numbers.js';
import { prepare } from './own.js';
import { Race } from './race.js';
import { finished } from './run.js';
import { Timeline } from './timeline.js';
import { read } from './trace.js';

/** Puts the parts of the page together. */

const VIEWS = ['race', 'trace', 'numbers'];
const numbers = new Numbers();
const tip = at('tip');
const race = new Race(tip);
const traced = { lane: new Lane(at('traced'), 'The answer', ''), line: new Timeline(at('trace-line'), 'How it came about', tip), graph: new Graph(at('trace-graph')), run: null };

function view(name) {
  VIEWS.forEach(each => { at(each).hidden = each !== name; });
  document.querySelectorAll('nav [data-view]').forEach(button => {
    if (button.dataset.view === name) button.setAttribute('aria-current', 'page');
    else button.removeAttribute('aria-current');
  });
  numbers.shown = name === 'numbers';
  dispatchEvent(new Event('resize'));
}

/** Shows a file: a saved run is played again, a trace is drawn whole. */
function show(text) {
  const { question, lanes } = read(text);
  if (lanes.length > 1) {
    view('race');
    race.replay(question, lanes);
    return;
  }
  view('trace');
  at('trace-shown').hidden = false;
  traced.run = finished(question, lanes[0].events);
  traced.lane.clear();
  traced.graph.show(traced.run);
  draw();
  say(at('trace-status'), question);
}

function draw() {
  if (!traced.run || at('trace').hidden) return;
  traced.lane.show(traced.run, traced.run.lastMs);
  traced.line.show(traced.run, traced.run.lastMs, traced.run.lastMs * 1.02);
}

async function told(from) {
  try {
    show(await from());
  } catch (e) {
    view('trace');
    say(at('trace-status'), e.message, true);
  }
}

document.querySelectorAll('nav [data-view]').forEach(button => button.addEventListener('click', () => view(button.dataset.view)));
addEventListener('resize', draw);
at('file').addEventListener('change', () => {
  const [file] = at('file').files;
  if (file) told(() => file.text());
  at('file').value = '';
});
at('by-id').addEventListener('submit', event => {
  event.preventDefault();
  told(async () => (await request(`/v1/staircase/traces/${encodeURIComponent(at('trace-id').value.trim())}`)).text());
});
addEventListener('dragover', event => { event.preventDefault(); at('drop').hidden = false; });
addEventListener('dragleave', event => { if (!event.relatedTarget) at('drop').hidden = true; });
addEventListener('drop', event => {
  event.preventDefault();
  at('drop').hidden = true;
  const [file] = event.dataTransfer.files;
  if (file) told(() => file.text());
});
prepare();
try {
  race.know(await (await request('/v1/staircase/page')).json());
} catch (e) {
  say(at('status'), e.message, true);
}
