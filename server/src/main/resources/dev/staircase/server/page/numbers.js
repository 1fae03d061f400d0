import { add, at, ms, say, usd, whole } from './page.js';
import { request } from './api.js';

/** What an operator looks at: the server's own metrics, read every other second while they are shown. */

const EVERY_MS = 2000;
const LABEL = 'gen_ai_request_model';
const ANSWERS = { name: 'answers', ttft: 'gen_ai_server_time_to_first_token_seconds', itl: 'gen_ai_server_time_per_output_token_seconds' };
const CALLS = { name: 'calls', ttft: 'gen_ai_client_operation_time_to_first_chunk_seconds', itl: 'gen_ai_client_operation_time_per_output_chunk_seconds' };

/** Prometheus' text: [{name, labels, value}] */
export function samples(text) {
  return text.split('\n').filter(line => line && !line.startsWith('#')).map(line => {
    const [, name, inner = '', value] = /^([\w:]+)(?:\{(.*)\})? (\S+)/.exec(line) ?? [];
    const labels = Object.fromEntries([...inner.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, key, is]) => [key, is.replace(/\\(.)/g, (_, c) => (c === 'n' ? '\n' : c))]));
    return { name, labels, value: Number(value) };
  });
}

/** The histogram `name` by a label: {label value: [[upper bound, count in this bucket]]} */
export function histograms(all, name, label) {
  const found = new Map();
  for (const sample of all) {
    if (sample.name !== `${name}_bucket`) continue;
    const buckets = found.get(sample.labels[label]) ?? new Map();
    const le = sample.labels.le === '+Inf' ? Infinity : Number(sample.labels.le);
    buckets.set(le, (buckets.get(le) ?? 0) + sample.value);
    found.set(sample.labels[label], buckets);
  }
  return new Map([...found].map(([key, buckets]) => {
    const sorted = [...buckets].sort(([a], [b]) => a - b);
    return [key, sorted.map(([le, count], i) => [le, count - (i ? sorted[i - 1][1] : 0)])];
  }));
}

/** The bound that a share of the values lies below, within its bucket as if they lay evenly; null for no values. */
export function quantile(buckets, share) {
  const all = buckets.reduce((sum, [, count]) => sum + count, 0);
  if (!all) return null;
  let below = 0;
  for (let i = 0; i < buckets.length; i++) {
    const [le, count] = buckets[i];
    if (below + count >= share * all && count) {
      const from = i ? buckets[i - 1][0] : 0;
      return le === Infinity ? from : from + (le - from) * ((share * all - below) / count);
    }
    below += count;
  }
  return null;
}

const sum = (all, name, pick = () => true) =>
  all.filter(sample => sample.name === name && pick(sample.labels)).reduce((total, sample) => total + sample.value, 0);

export class Numbers {
  #timer = null;
  #charts = {};

  /** Reads while shown. */
  set shown(value) {
    clearTimeout(this.#timer);
    this.#timer = null;
    if (value) this.#read();
  }

  async #read() {
    this.#timer = setTimeout(() => this.#read(), EVERY_MS);
    try {
      this.#show(samples(await (await request('/metrics')).text()));
      say(at('numbers-status'), '');
    } catch (e) {
      clearTimeout(this.#timer);
      say(at('numbers-status'), e.message, true);
    }
  }

  #show(all) {
    const tiles = [
      ['answers under way', whole(sum(all, 'staircase_answers_under_way'))],
      ['answers', whole(sum(all, 'staircase_answers_total'))],
      ['not completed', whole(sum(all, 'staircase_answers_total', labels => Object.values(labels).some(value => /fail|cancel/.test(value))))],
      ['refused', whole(sum(all, 'staircase_refused_total'))],
      ['calls upstream', whole(sum(all, 'staircase_calls_total'))],
      ['of these failed', whole(sum(all, 'staircase_call_errors_total'))],
      ['spent', usd(sum(all, 'staircase_spend_usd_total'))]
    ];
    at('tiles').replaceChildren();
    tiles.forEach(([name, value]) => { const tile = add(at('tiles'), 'p', undefined, 'tile'); add(tile, 'b', value); add(tile, 'span', name); });
    this.#draw('ttft-chart', histograms(all, ANSWERS.ttft, LABEL));
    this.#draw('itl-chart', histograms(all, ANSWERS.itl, LABEL));
    this.#table(all);
  }

  #table(all) {
    const table = at('numbers-table');
    table.replaceChildren();
    const head = add(add(table, 'thead'), 'tr');
    ['model', 'of', 'TTFT p50', 'p95', 'between tokens p50', 'p95'].forEach(name => add(head, 'th', name));
    const body = add(table, 'tbody');
    const time = value => (value === null ? '–' : ms(value * 1000));
    for (const { name, ttft, itl } of [ANSWERS, CALLS]) {
      const between = histograms(all, itl, LABEL);
      for (const [model, buckets] of histograms(all, ttft, LABEL)) {
        const row = add(body, 'tr');
        const gaps = between.get(model) ?? [];
        [model, `${whole(buckets.reduce((count, [, more]) => count + more, 0))} ${name}`, time(quantile(buckets, 0.5)), time(quantile(buckets, 0.95)),
          time(quantile(gaps, 0.5)), time(quantile(gaps, 0.95))].forEach(text => add(row, 'td', text));
      }
    }
    if (!body.children.length) add(add(body, 'tr'), 'td', 'No answer yet.').colSpan = 6;
  }

  #draw(id, byModel) {
    const bounds = [...byModel.values()][0]?.map(([le]) => le) ?? [];
    const labels = bounds.map(le => (le === Infinity ? 'more' : `≤ ${ms(le * 1000)}`));
    const style = getComputedStyle(document.documentElement);
    const ink = style.getPropertyValue('--soft');
    const colours = ['#ee7733', '#4477aa', '#228833', '#aa3377', '#997700', '#2a8f9d', '#6655bb', '#777777'];
    const datasets = [...byModel].map(([model, buckets], i) => ({ label: model, data: buckets.map(([, count]) => count), backgroundColor: colours[i % colours.length] }));
    const chart = this.#charts[id] ??= new globalThis.Chart(at(id), { type: 'bar', data: { labels: [], datasets: [] },
      options: { animation: false, maintainAspectRatio: false, scales: { y: { title: { display: true, text: 'answers', color: '#888' }, ticks: { precision: 0 } } } } });
    for (const axis of ['x', 'y']) {
      chart.options.scales[axis] = { ...chart.options.scales[axis], ticks: { ...chart.options.scales[axis]?.ticks, color: ink }, grid: { color: style.getPropertyValue('--line') } };
    }
    chart.options.plugins.legend = { labels: { color: ink } };
    chart.data = { labels, datasets };
    chart.update();
  }
}
