import { Run } from './run.js';

/** A run with a clock: live, where events come as they happen, or again, where they come at their old times. */
export class Player {
  #begun = performance.now();
  #left = [];
  #speed = 1;
  #atMs = 0;

  constructor(question) {
    this.run = new Run(question);
  }

  /** Plays events again. */
  static again(question, events, speed) {
    const player = new Player(question);
    player.#left = events.toSorted((a, b) => a.t - b.t);
    player.#speed = speed;
    return player;
  }

  hear(event) {
    this.run.take(event);
  }

  set speed(value) {
    this.#atMs = this.nowMs;
    this.#begun = performance.now();
    this.#speed = value;
  }

  /** How far it has come. */
  get nowMs() {
    return this.run.over ? this.run.lastMs : this.#atMs + (performance.now() - this.#begun) * this.#speed;
  }

  /** Takes the events whose time has come. */
  step() {
    const now = this.nowMs;
    let due = 0;
    while (due < this.#left.length && this.#left[due].t <= now) this.run.take(this.#left[due++]);
    this.#left.splice(0, due);
    return this.run.over && !this.#left.length;
  }

  /** Breaks a replay off where it is. */
  stop() {
    if (this.run.over) return;
    this.#left = [];
    this.run.take({ t: this.nowMs, kind: 'error', message: 'Stopped.' });
  }
}
