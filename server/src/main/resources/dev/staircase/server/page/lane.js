import { add, ms, usd, whole } from './page.js';
import { rendered } from './markdown.js';

/** One answer on the page: its counters, and its text as it grows. */

const LONG = 20_000;
const REST_MS = { short: 40, long: 400 };

export class Lane {
  #big;
  #figures;
  #text;
  #shown = '';
  #shownAt = 0;

  constructor(section, name, explained) {
    this.section = section;
    const head = add(section, 'h2', name);
    head.id = `${section.id}-name`;
    add(head, 'small', explained);
    this.#big = add(section, 'p', undefined, 'ttft');
    this.#big.append('first word ', add(this.#big, 'b', '–'));
    this.#figures = add(section, 'p', undefined, 'figures');
    this.#text = add(section, 'div', undefined, 'answer');
    this.#text.tabIndex = 0;
    this.#text.setAttribute('role', 'region');
    this.#text.setAttribute('aria-labelledby', head.id);
  }

  /** @param nowMs how far the run has come */
  show(run, nowMs) {
    this.section.classList.toggle('live', !run.over);
    this.#text.setAttribute('aria-busy', String(!run.over));
    this.#big.lastChild.textContent = run.ttftMs === null ? (run.over ? 'never' : secondsOf(nowMs)) : secondsOf(run.ttftMs);
    this.#big.classList.toggle('waiting', run.ttftMs === null && !run.over);
    this.#figures.textContent = figures(run, nowMs).map(([name, value]) => `${name} ${value}`).join(' · ');
    const rest = run.text.length > LONG ? REST_MS.long : REST_MS.short;
    const now = performance.now();
    if (run.text !== this.#shown && (run.over || now - this.#shownAt > rest)) {
      this.#shown = run.text;
      this.#shownAt = now;
      const follow = this.#text.scrollTop + this.#text.clientHeight > this.#text.scrollHeight - 40;
      this.#text.replaceChildren(rendered(run.text));
      if (follow && !run.over) this.#text.scrollTop = this.#text.scrollHeight;
    }
    if (run.over && run.error && this.#text.dataset.error !== run.error) {
      this.#text.dataset.error = run.error;
      add(this.#text, 'p', run.error, 'wrong');
    }
  }

  clear() {
    this.#shown = '';
    delete this.#text.dataset.error;
    this.#text.replaceChildren();
  }

  get markup() {
    return this.#text.innerHTML;
  }
}

const secondsOf = value => `${(value / 1000).toFixed(2)} s`;

/** What a run has come to, as pairs of a name and words. */
export function figures(run, nowMs) {
  const tokens = run.tokens;
  const told = [['whole answer', run.over ? (run.e2eMs === null ? '–' : ms(run.e2eMs)) : ms(nowMs)], ['calls', whole(run.callsMade)]];
  if (tokens.prompt) {
    const cached = tokens.cached ? ` (${Math.round((100 * tokens.cached) / tokens.prompt)} % cached)` : '';
    told.push(['prompt tokens', whole(tokens.prompt) + cached], ['written', whole(tokens.completion)]);
  }
  if (run.over && run.pieces.length > 1) told.push(['stalls', ms(run.stallMs)]);
  if (tokens.usd !== undefined) told.push(['cost', usd(tokens.usd)]);
  if (run.facts?.known) {
    const { covered, known, repeated, contradicted } = run.facts;
    told.push(['facts', `${covered} of ${known}${repeated ? `, ${repeated} told again` : ''}${contradicted ? `, ${contradicted} wrong` : ''}`]);
  }
  return told;
}
