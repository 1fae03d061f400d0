// The page's parts that need no browser.
import assert from "node:assert/strict";
import { test } from "node:test";

const part = name => import(`../../server/src/main/resources/dev/staircase/server/page/${name}.js`);
const { finished } = await part("run");
const { read, write } = await part("trace");
const { samples, histograms, quantile } = await part("numbers");
const { yaml } = await part("own");

const PLAN = { t: 0, kind: "plan", agents: [{ name: "p1", model: "m/p1", reads: [] }, { name: "w", model: "m/w", reads: ["p1"] }] };
const call = (t, number, agent, step) => ({ t, kind: "call", call: number, agent, step, purpose: "write", model: "m" });

const EVENTS = [
  PLAN,
  call(0, 0, "p1", 1),
  { t: 50, kind: "text", call: 0, text: "one " },
  { t: 60, kind: "text", call: 0, text: "two " },
  call(60, 1, "w", 1),
  { t: 100, kind: "answer", text: "One" },
  { t: 110, kind: "answer", text: " two" },
  { t: 115, kind: "cut", call: 1 },
  { t: 120, kind: "answer", text: " and" },
  call(130, 2, "w", 2),
  { t: 140, kind: "text", call: 0, text: "three" },
  { t: 141, kind: "end", call: 0, finish: "stop" },
  { t: 200, kind: "answer", text: " more" },
  { t: 201, kind: "usage", call: 2, prompt_tokens: 10, cached_tokens: 4, completion_tokens: 1 },
  { t: 210, kind: "done" }
];

test("a run keeps who wrote what, and what was handed over when", () => {
  const run = finished("q", EVENTS);
  assert.equal(run.text, "One two and more");
  assert.deepEqual([run.ttftMs, run.e2eMs, run.callsMade, run.over], [100, 200, 3, true]);
  assert.equal(run.calls.get(1).text, "One two and", "a last word after the cut is still that call's");
  assert.deepEqual(run.handOvers, [{ from: "p1", fromMs: 60, to: "w", toMs: 60, chars: 8 }], "a step with nothing new is handed nothing");
  assert.deepEqual([run.calls.get(2).how, run.calls.get(2).endMs], ["cut", 210]);
  assert.deepEqual(run.tokens, { prompt: 10, cached: 4, completion: 1 });
  assert.equal(run.stallMs, 80);
  assert.deepEqual(run.agents.map(agent => [agent.stage, agent.writing]), [[0, false], [1, false]]);
});

test("a saved run is read as it was", () => {
  const saved = read(write("q", [{ name: "serial", run: finished("q", EVENTS) }]));
  assert.deepEqual(saved, { question: "q", lanes: [{ name: "serial", events: EVENTS }] });
});

test("what is no trace is told, with what was found", () => {
  assert.throws(() => read("hello"), /line 1: expected JSON, found hello/);
  assert.throws(() => read("{\"a\":1}"), /expected a trace .* found \{"a":1\}/);
});

test("a trace that breaks off says so", () => {
  const plan = { topology: { agents: [{ name: "w", reads: [], seats: [{ model: "m" }] }] }, layout: "GROUPED", conversation: [{ content: "q" }] };
  const { question, lanes } = read(`${JSON.stringify({ format: "staircase-trace", version: 1, plan })}\n{"at_us":1500,"effect":{"type":"emit","text":"a"}}\n`);
  assert.equal(question, "q");
  const run = finished(question, lanes[0].events);
  assert.deepEqual([run.ttftMs, run.error], [1.5, "the trace breaks off here"]);
});

test("metrics are read as Prometheus writes them", () => {
  const all = samples('# HELP x\nx_bucket{m="a\\"b",le="0.1"} 1\nx_bucket{m="a\\"b",le="0.2"} 3\nx_bucket{m="a\\"b",le="+Inf"} 4\ny_total 2.5\n');
  assert.equal(all.at(-1).value, 2.5);
  const buckets = histograms(all, "x", "m").get('a"b');
  assert.deepEqual(buckets, [[0.1, 1], [0.2, 2], [Infinity, 1]]);
  assert.ok(Math.abs(quantile(buckets, 0.5) - 0.15) < 1e-9);
  assert.equal(quantile(buckets, 1), 0.2, "above the last bound nobody knows more");
  assert.equal(quantile([], 0.5), null);
});

test("the file of one's own quotes what is typed", () => {
  const endpoints = [1, 2, 3].map(i => ({ url: `http://h${i}/v1"\n`, model: `m${i}`, variable: i === 3 ? "KEY" : "" }));
  const text = yaml({ name: "mine", pace: "balanced", layout: "grouped", endpoints });
  assert.match(text, /base-url: "http:\/\/h1\/v1\\"\\n"\n    api-key: none/);
  assert.match(text, /api-key: \$\{KEY\}/);
  assert.match(text, /proposers: \["e1\/m1", "e2\/m2"\]\n    aggregator: "e3\/m3"/);
});
