/**
 * One answer as it comes about. Takes its events in the order of their times, keeps who wrote what and when.
 * Knows no clock, no page and no network, so that a live answer, a saved run and a trace are the same here.
 *
 * Times are milliseconds since the question was sent. An event is an object with `t` and `kind`:
 *   plan {agents: [{name, model, reads}], mode, layout}   call {call, agent, step, purpose, model}
 *   text {call, text}   answer {text}   usage {call, prompt_tokens, cached_tokens, completion_tokens}
 *   cut, end, failure {call, finish, message}   note {agent, what, detail}
 *   account {usage, staircase}   facts {known, covered, ...}   error {message}   done {}
 */
export class Run {
  constructor(question) {
    this.question = question;
    this.events = [];
    this.agents = [];
    this.calls = new Map();
    this.handOvers = [];
    this.notes = [];
    this.text = '';
    this.pieces = [];
    this.account = null;
    this.facts = null;
    this.error = null;
    this.over = false;
    this.lastMs = 0;
  }

  take(event) {
    this.events.push(event);
    this.lastMs = Math.max(this.lastMs, event.t);
    switch (event.kind) {
      case 'plan': this.#plan(event); break;
      case 'call': this.#open(event); break;
      case 'text': this.#said(this.calls.get(event.call), event); break;
      case 'answer': this.#answered(event); break;
      case 'usage': { const call = this.calls.get(event.call); if (call) call.usage = event; break; }
      case 'cut': case 'end': case 'failure': this.#close(event); break;
      case 'note': this.notes.push(event); break;
      case 'account': this.account = event; break;
      case 'facts': this.facts = event; break;
      case 'error': this.error = event.message; this.#finish(event.t); break;
      case 'done': this.#finish(event.t); break;
      default: break; // What a later server tells besides.
    }
  }

  #plan({ agents, mode, layout }) {
    this.mode = mode;
    this.layout = layout;
    agents.forEach(agent => {
      const stage = Math.max(-1, ...agent.reads.map(name => this.agent(name).stage)) + 1;
      this.agents.push({ name: agent.name, model: agent.model, reads: agent.reads, stage, text: '', lastMs: null, calls: [], shown: new Map(), writing: false });
    });
  }

  #open(event) {
    const call = { number: event.call, agent: event.agent, step: event.step, purpose: event.purpose, model: event.model,
      openMs: event.t, firstMs: null, endMs: null, how: null, why: '', text: '', ticks: [], usage: null };
    this.calls.set(event.call, call);
    const agent = this.agent(event.agent);
    agent.calls.push(call);
    if (call.purpose === 'write') this.#handOver(agent, call);
  }

  /** What its sources have said since it was last asked is handed over to this call. */
  #handOver(reader, call) {
    for (const name of reader.reads) {
      const source = this.agent(name);
      const before = reader.shown.get(name) ?? 0;
      if (source.text.length > before) {
        this.handOvers.push({ from: name, fromMs: source.lastMs, to: reader.name, toMs: call.openMs, chars: source.text.length - before });
        reader.shown.set(name, source.text.length);
      }
    }
  }

  #said(call, event) {
    if (!call) return;
    call.firstMs ??= event.t;
    call.text += event.text;
    call.ticks.push(event.t);
    const agent = this.agent(call.agent);
    agent.text += event.text;
    agent.lastMs = event.t;
    agent.writing = true;
  }

  #answered(event) {
    this.text += event.text;
    this.pieces.push(event.t);
    const calls = this.answerer?.calls.filter(call => call.purpose !== 'warm') ?? [];
    this.#said(calls.findLast(call => call.endMs === null) ?? calls.at(-1), event);
  }

  #close(event) {
    const call = this.calls.get(event.call);
    if (!call) return;
    call.endMs = event.t;
    call.how = event.kind;
    call.why = event.message ?? event.finish ?? '';
    this.agent(call.agent).writing = false;
  }

  #finish(t) {
    this.over = true;
    for (const call of this.calls.values()) {
      if (call.endMs === null) { call.endMs = t; call.how = 'cut'; }
    }
    this.agents.forEach(agent => { agent.writing = false; });
  }

  agent(name) {
    const found = this.agents.find(agent => agent.name === name);
    if (!found) throw new Error(`expected an agent of the plan (${this.agents.map(a => a.name).join(', ')}), found ${name}`);
    return found;
  }

  get answerer() { return this.agents.at(-1); }
  get ttftMs() { return this.pieces[0] ?? null; }
  get e2eMs() { return this.pieces.at(-1) ?? null; }
  get callsMade() { return this.calls.size; }

  /** Of all calls, by the upstreams' count: what the account says once it is there. */
  get tokens() {
    const counted = [...this.calls.values()].map(call => call.usage).filter(Boolean);
    const sum = key => counted.reduce((all, usage) => all + usage[key], 0);
    const usage = this.account?.usage;
    return usage
      ? { prompt: usage.prompt_tokens, cached: usage.prompt_tokens_details?.cached_tokens ?? 0, completion: usage.completion_tokens, usd: usage.cost_usd }
      : { prompt: sum('prompt_tokens'), cached: sum('cached_tokens'), completion: sum('completion_tokens') };
  }

  /** The sum of the gaps between pieces that are longer than three times their median. */
  get stallMs() {
    const gaps = this.pieces.slice(1).map((t, i) => t - this.pieces[i]);
    const sorted = gaps.toSorted((a, b) => a - b);
    const middle = sorted.length / 2;
    const median = sorted.length % 2 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2;
    return gaps.filter(gap => gap > 3 * median).reduce((all, gap) => all + gap, 0);
  }
}

/** A run whose events are all there already. */
export function finished(question, events) {
  const run = new Run(question);
  events.forEach(event => run.take(event));
  return run;
}
