import { add, at, ms, NAMES, save, say } from './page.js';
import { ask, request } from './api.js';
import { Graph } from './graph.js';
import { Lane } from './lane.js';
import { Player } from './player.js';
import { page } from './share.js';
import { Timeline } from './timeline.js';
import { write } from './trace.js';

/** The race: a question, answered serially and by staircase by the same models. */

const EXAMPLES = ['Why is the sky blue?', 'How do vaccines work?', 'What causes the tides?', 'Why do stars shine?'];
const LEAST_SPAN_MS = 2000;

export class Race {
  #lanes;
  #lines;
  #graph;
  #players = null;
  #abort = null;
  #about = { models: [] };
  #frame = 0;

  constructor(tip) {
    this.#lanes = {
      serial: new Lane(at('serial'), NAMES.serial, 'the writer waits for whole proposals'),
      staircase: new Lane(at('staircase'), NAMES.staircase, 'the writer starts on the first words')
    };
    this.#lines = { staircase: new Timeline(at('staircase-line'), NAMES.staircase, tip), serial: new Timeline(at('serial-line'), NAMES.serial, tip) };
    this.#graph = new Graph(at('graph'));
    at('ask').addEventListener('submit', event => { event.preventDefault(); this.#start(); });
    at('question').addEventListener('keydown', event => {
      if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) { event.preventDefault(); at('ask').requestSubmit(); }
    });
    at('stop').addEventListener('click', () => this.#stop());
    at('again').addEventListener('click', () => this.replay(this.#question, this.#recorded()));
    at('speed').addEventListener('change', () => Object.values(this.#players ?? {}).forEach(player => { player.speed = this.#speed; }));
    at('save').addEventListener('click', () => save('staircase-run.json', 'application/json', write(this.#question, this.#named())));
    at('share').addEventListener('click', () => save('staircase.html', 'text/html', page(this.#question, this.#named())));
    addEventListener('resize', () => this.#show());
  }

  /** @param about what the server tells of itself */
  know(about) {
    this.#about = about;
    at('model').replaceChildren(...about.models.map(model => new Option(`${model.name} (${model.topology.replaceAll('-', ' ')})`, model.name)));
    at('examples').replaceChildren();
    EXAMPLES.forEach(text => {
      add(at('examples'), 'button', text, 'example').addEventListener('click', event => {
        event.preventDefault();
        at('question').value = text;
        at('ask').requestSubmit();
      });
    });
    at('note').hidden = !about.built_in;
    if (about.built_in) say(at('note'), 'The built-in models are no language models: they pace texts from a small fact base, so that you can watch without a key or a GPU. Facts are counted against that base.');
  }

  #start() {
    const question = at('question').value.trim();
    if (!question) return;
    this.#stop();
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    this.#begin({ serial: new Player(question), staircase: new Player(question) });
    say(at('status'), 'Both are asked.');
    for (const [mode, player] of Object.entries(this.#players)) {
      const chosen = mode === 'staircase' ? { ...given('pace'), ...given('layout') } : {};
      ask({ model: at('model').value, messages: [{ role: 'user', content: question }], staircase: { mode, ...chosen } },
        event => this.#heard(mode, player, event), signal)
        .then(() => this.#score(player));
    }
  }

  #heard(mode, player, event) {
    const silent = player.run.ttftMs === null;
    player.hear(event);
    if (silent && player.run.ttftMs !== null) say(at('status'), `${NAMES[mode]}: first word after ${ms(player.run.ttftMs)}.`);
    this.#draw();
  }

  async #score(player) {
    if (!this.#about.built_in || player.run.error) return;
    const { question, text } = player.run;
    const facts = await (await request('/v1/staircase/facts', { method: 'POST', body: { question, answer: text } })).json();
    player.hear({ ...facts, t: player.run.lastMs, kind: 'facts' });
    this.#draw();
  }

  /** @param recorded {name, events} each, by the names of the lanes */
  replay(question, recorded) {
    this.#stop();
    at('question').value = question;
    const of = name => recorded.find(lane => lane.name === name)?.events ?? [{ t: 0, kind: 'done' }];
    this.#begin({ serial: Player.again(question, of('serial'), this.#speed), staircase: Player.again(question, of('staircase'), this.#speed) });
    say(at('status'), `A saved run, at ${this.#speed} times its speed.`);
  }

  #begin(players) {
    this.#players = players;
    Object.values(this.#lanes).forEach(lane => lane.clear());
    at('drawn').hidden = false;
    at('after').hidden = true;
    at('stop').hidden = false;
    this.#draw();
  }

  #stop() {
    this.#abort?.abort();
    Object.values(this.#players ?? {}).forEach(player => player.stop());
    this.#show();
  }

  /** Draws with the screen for as long as something happens. */
  #draw() {
    if (this.#frame) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      const over = Object.values(this.#players).map(player => player.step()).every(Boolean);
      this.#show();
      if (!over) this.#draw();
    });
  }

  #show() {
    if (!this.#players) return;
    const all = Object.entries(this.#players);
    const span = Math.max(LEAST_SPAN_MS, ...all.map(([, player]) => player.nowMs)) * 1.02;
    for (const [mode, player] of all) {
      this.#lanes[mode].show(player.run, player.nowMs);
      this.#lines[mode].show(player.run, player.nowMs, span);
    }
    const { serial, staircase } = this.#players;
    const model = this.#about.models.find(each => each.name === at('model').value);
    this.#graph.show(staircase.run, model?.topology);
    if (all.every(([, player]) => player.run.over) && !at('stop').hidden) {
      at('stop').hidden = true;
      at('after').hidden = false;
      const [late, early] = [serial.run.ttftMs, staircase.run.ttftMs];
      const failed = all.filter(([, player]) => player.run.error).map(([mode]) => NAMES[mode]);
      if (failed.length) say(at('status'), `Not answered whole: ${failed.join(', ')}.`, true);
      else if (late && early) say(at('status'), `First word after ${ms(early)} by staircase, after ${ms(late)} serially; the whole answer after ${ms(staircase.run.e2eMs)} and ${ms(serial.run.e2eMs)}.`);
    }
  }

  get #question() {
    return this.#players?.staircase.run.question ?? '';
  }

  get #speed() {
    return Number(at('speed').value);
  }

  #named() {
    return Object.entries(this.#players).map(([name, { run }]) => ({ name, run }));
  }

  #recorded() {
    return this.#named().map(({ name, run }) => ({ name, events: run.events }));
  }
}

const given = name => (at(name).value ? { [name]: at(name).value } : {});
