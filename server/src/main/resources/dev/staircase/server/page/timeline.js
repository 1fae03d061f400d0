import { CanvasPen, SvgPen } from './pens.js';
import { add, ms, secs, whole } from './page.js';

/** The staircase itself: a row for each agent; what it reads, writes, waits for and hands over, along one time. */

const ROW = 34;
const BAR = 18;
const TOP = 22;
const LEFT = 104;
const RIGHT = 16;
const COLOURS = ['#4477aa', '#228833', '#aa3377', '#997700', '#2a8f9d', '#6655bb', '#777777', '#bb5533'];
const ANSWER = '#ee7733';
const FAILED = '#cc2233';
const TROUBLE = ['dropped', 'late', 'retried', 'resumed', 'fell_back', 'hedged', 'capped'];

export const colourOf = (run, agent) =>
  agent === run.answerer ? ANSWER : COLOURS[run.agents.indexOf(agent) % COLOURS.length];

/** @returns {number} the height that a run's drawing takes */
export const heightOf = run => TOP + ROW * Math.max(1, run.agents.length) + 8;

/**
 * Draws a run.
 *
 * @param spanMs the time at the right edge
 * @param nowMs how far the run has come; calls still open end here
 * @param theme {ink, soft, line} colours
 * @returns where each call lies: {x, y, width, height, call}
 */
export function draw(run, pen, { width, spanMs, nowMs, theme }) {
  const x = t => LEFT + (width - LEFT - RIGHT) * (t / spanMs);
  const rows = new Map(run.agents.map((agent, i) => [agent.name, TOP + ROW * i + ROW / 2]));
  axis(pen, x, spanMs, heightOf(run), theme);
  const boxes = [];
  for (const agent of run.agents) {
    const y = rows.get(agent.name);
    const colour = colourOf(run, agent);
    pen.group(`${agent.name}, ${agent.model}`);
    pen.words(8, y + 4, agent.name.length > 13 ? agent.name.slice(0, 12) + '…' : agent.name, agent.writing ? colour : theme.ink);
    waits(pen, x, y, agent, run, nowMs, theme);
    for (const call of agent.calls) boxes.push(bar(pen, x, y, call, colour, nowMs, theme));
  }
  pen.group('Hand-overs');
  for (const over of run.handOvers) arrow(pen, x, rows, over, theme);
  for (const note of run.notes) {
    pen.group(`${note.agent}: ${note.what} ${note.detail ?? ''}`);
    pen.words(x(note.t), rows.get(note.agent) - BAR / 2 - 2, '⚑', TROUBLE.includes(note.what) ? FAILED : theme.soft, 'middle');
  }
  if (run.ttftMs !== null) {
    pen.group(`First word after ${ms(run.ttftMs)}`);
    pen.line([[x(run.ttftMs), TOP - 4], [x(run.ttftMs), heightOf(run)]], ANSWER, { width: 2, dash: [4, 3] });
  }
  if (!run.over) pen.line([[x(nowMs), TOP - 4], [x(nowMs), heightOf(run)]], theme.soft);
  return boxes;
}

function axis(pen, x, spanMs, height, theme) {
  const step = [50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 60000, 120000, 600000].find(size => spanMs / size <= 8) ?? spanMs;
  for (let t = 0; t <= spanMs; t += step) {
    pen.line([[x(t), TOP - 6], [x(t), height]], theme.line);
    pen.words(x(t), TOP - 9, secs(t), theme.soft, 'middle');
  }
}

function waits(pen, x, y, agent, run, nowMs, theme) {
  const writes = agent.calls.filter(call => call.purpose !== 'warm');
  let from = 0;
  for (const call of writes) {
    if (call.openMs > from) pen.line([[x(from), y], [x(call.openMs), y]], theme.soft, { dash: [2, 4] });
    from = Math.max(from, call.endMs ?? nowMs);
  }
  if (!run.over && agent === run.answerer && from < nowMs) pen.line([[x(from), y], [x(nowMs), y]], theme.soft, { dash: [2, 4] });
}

function bar(pen, x, y, call, colour, nowMs, theme) {
  const end = call.endMs ?? nowMs;
  const first = Math.min(call.firstMs ?? end, end);
  const height = call.purpose === 'write' ? BAR : BAR / 2;
  const top = y - height / 2;
  const box = { x: x(call.openMs), y: top, width: Math.max(2, x(end) - x(call.openMs)), height, call };
  pen.group(told(call).join('\n'));
  pen.box(box.x, top, Math.max(1, x(first) - box.x), height, colour, 0.25);
  if (call.firstMs !== null) {
    pen.box(x(first), top, Math.max(1, x(end) - x(first)), height, colour, 0.7);
    const notches = [];
    let last = -1;
    for (const t of call.ticks) {
      const at = Math.round(x(t));
      if (at > last + 1) { // More than the eye can part is not drawn.
        notches.push([[at, top + height * 0.55], [at, top + height]]);
        last = at;
      }
    }
    if (notches.length) pen.strokes(notches, theme.paper, { alpha: 0.75 });
  }
  if (call.how === 'cut') pen.line([[x(end), top - 3], [x(end), top + height + 3]], theme.ink, { width: 1.5 });
  if (call.how === 'failure') {
    pen.strokes([[[x(end) - 5, y - 5], [x(end) + 5, y + 5]], [[x(end) - 5, y + 5], [x(end) + 5, y - 5]]], FAILED, { width: 2.5 });
  }
  return box;
}

function arrow(pen, x, rows, over, theme) {
  const from = [x(over.fromMs), rows.get(over.from) + BAR / 2];
  const to = [x(over.toMs), rows.get(over.to) - BAR / 2];
  pen.line([from, to], theme.ink, { alpha: 0.35 });
  const angle = Math.atan2(to[1] - from[1], to[0] - from[0]);
  const wing = turn => [to[0] - 6 * Math.cos(angle + turn), to[1] - 6 * Math.sin(angle + turn)];
  pen.line([wing(0.4), to, wing(-0.4)], theme.ink, { alpha: 0.6 });
}

/** What is known of a call, line by line. */
export function told(call) {
  const end = call.endMs;
  const lines = [
    `${call.agent}, step ${call.step}${call.purpose === 'write' ? '' : ` (${call.purpose})`}: ${call.model}`,
    `asked at ${ms(call.openMs)}, first word ${call.firstMs === null ? 'never' : `${ms(call.firstMs - call.openMs)} later`}${end === null ? '' : `, ${call.how} at ${ms(end)}`}`
  ];
  if (call.usage) {
    const { prompt_tokens: prompt, cached_tokens: cached, completion_tokens: completion, estimated } = call.usage;
    lines.push(`${whole(prompt)} prompt tokens, ${prompt ? Math.round((100 * cached) / prompt) : 0} % cached; ${whole(completion)} written${estimated ? ' (estimated)' : ''}`);
  }
  if (call.how === 'failure') lines.push(call.why);
  if (call.text) lines.push(call.text.length > 300 ? `…${call.text.slice(-300)}` : call.text);
  return lines;
}

/** The drawing as SVG, for a file that is kept. */
export function svg(run, label, spanMs) {
  const pen = new SvgPen();
  const theme = { ink: '#1d2330', soft: '#5b6475', line: '#e3e6ec', paper: '#ffffff' };
  draw(run, pen, { width: 1100, spanMs, nowMs: run.lastMs, theme });
  return pen.svg(1100, heightOf(run), label);
}

/** A drawing on the page, with what hovering, focus and a table tell of it. */
export class Timeline {
  #canvas;
  #table;
  #caption;
  #tip;
  #boxes = [];
  #chosen = -1;
  #theme = null;

  constructor(holder, name, tip) {
    this.name = name;
    this.#tip = tip;
    this.#caption = add(holder, 'h3', name);
    this.#canvas = add(holder, 'canvas');
    this.#canvas.tabIndex = 0;
    this.#canvas.setAttribute('role', 'img');
    const details = add(holder, 'details');
    add(details, 'summary', `The calls of ${name} as a table`);
    this.#table = add(add(details, 'div', undefined, 'wide'), 'table');
    details.addEventListener('toggle', () => { if (details.open) this.#fill(); });
    this.#canvas.addEventListener('pointermove', event => this.#point(event));
    this.#canvas.addEventListener('pointerleave', () => this.#tell(-1));
    this.#canvas.addEventListener('blur', () => this.#tell(-1));
    this.#canvas.addEventListener('keydown', event => this.#key(event));
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => { this.#theme = null; this.again?.(); });
  }

  show(run, nowMs, spanMs) {
    this.again = () => this.show(run, nowMs, spanMs);
    const width = this.#canvas.parentElement.clientWidth;
    const height = heightOf(run);
    this.#canvas.style.height = `${height}px`;
    this.#theme ??= themeOf(this.#canvas);
    this.#boxes = draw(run, new CanvasPen(this.#canvas, width, height), { width, spanMs, nowMs, theme: this.#theme });
    this.run = run;
    if (run.over && this.#table.dataset.of !== String(run.callsMade)) {
      this.#canvas.setAttribute('aria-label',
        `${this.name}: ${run.agents.length} agents, ${run.callsMade} calls, first word after ${run.ttftMs === null ? 'never' : ms(run.ttftMs)}. Arrow keys go from call to call; a table follows.`);
      this.#fill();
    }
  }

  #fill() {
    this.#table.dataset.of = this.run?.over ? String(this.run.callsMade) : '';
    this.#table.replaceChildren();
    const head = add(add(this.#table, 'thead'), 'tr');
    ['agent', 'step', 'asked at', 'first word', 'over', 'how', 'prompt', 'cached', 'written'].forEach(name => add(head, 'th', name));
    const body = add(this.#table, 'tbody');
    for (const call of this.run?.calls.values() ?? []) {
      const tr = add(body, 'tr');
      [call.agent, call.step, ms(call.openMs), call.firstMs === null ? '–' : ms(call.firstMs), call.endMs === null ? '–' : ms(call.endMs), call.how ?? '–',
        call.usage?.prompt_tokens ?? '–', call.usage?.cached_tokens ?? '–', call.usage?.completion_tokens ?? '–'].forEach(text => add(tr, 'td', text));
    }
  }

  #point(event) {
    const area = this.#canvas.getBoundingClientRect();
    const [x, y] = [event.clientX - area.left, event.clientY - area.top];
    this.#tell(this.#boxes.findLastIndex(box => x >= box.x - 1 && x <= box.x + box.width + 1 && y >= box.y && y <= box.y + box.height));
  }

  #key(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (event.key === 'Escape') this.#tell(-1);
    if (!step || !this.#boxes.length) return;
    event.preventDefault();
    this.#tell((this.#chosen + step + this.#boxes.length) % this.#boxes.length);
  }

  #tell(index) {
    this.#chosen = index;
    const box = this.#boxes[index];
    this.#tip.hidden = !box;
    if (!box) return;
    this.#tip.replaceChildren(...told(box.call).map(line => Object.assign(document.createElement('div'), { textContent: line })));
    const area = this.#canvas.getBoundingClientRect();
    const left = Math.min(area.left + box.x, innerWidth - this.#tip.offsetWidth - 8);
    const below = area.top + box.y + box.height + 8;
    const top = below + this.#tip.offsetHeight > innerHeight ? area.top + box.y - this.#tip.offsetHeight - 8 : below;
    Object.assign(this.#tip.style, { left: `${Math.max(8, left)}px`, top: `${top}px` });
  }
}

function themeOf(element) {
  const style = getComputedStyle(element);
  const value = name => style.getPropertyValue(`--${name}`).trim();
  return { ink: value('ink'), soft: value('soft'), line: value('line'), paper: value('paper') };
}
