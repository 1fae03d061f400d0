/** Reads what was kept of an answer: the trace of a server, or a run that this page has saved. */

const FORMAT = 'staircase-trace';
const SAVED = 'staircase-run';

/**
 * @param text the whole file
 * @returns {{question, lanes: [{name, events}]}} events as Run takes them
 * @throws Error that tells what was expected and found
 */
export function read(text) {
  const first = text.split('\n', 1)[0];
  const head = json(first, 1);
  if (head.format === FORMAT) return { question: question(head.plan), lanes: [{ name: 'trace', events: events(text, head.plan) }] };
  const saved = json(text.trim(), 1);
  if (saved.format === SAVED && Array.isArray(saved.lanes)) return { question: saved.question, lanes: saved.lanes };
  throw new Error(`expected a trace ("format": "${FORMAT}") or a saved run ("${SAVED}"), found ${first.slice(0, 60)}`);
}

/** What `read` reads again. */
export function write(question, lanes) {
  return JSON.stringify({ format: SAVED, version: 1, question, lanes: lanes.map(({ name, run }) => ({ name, events: run.events })) });
}

function json(line, number) {
  try {
    return JSON.parse(line);
  } catch {
    throw new Error(`line ${number}: expected JSON, found ${line.slice(0, 60)}`);
  }
}

function question(plan) {
  return plan.conversation.at(-1)?.content ?? '';
}

const word = name => name.toLowerCase();

function events(text, plan) {
  const agents = plan.topology.agents;
  const last = agents.length - 1;
  const names = agents.map(agent => agent.name);
  const owners = new Map();
  const all = [{ t: 0, kind: 'plan', layout: word(plan.layout),
    agents: agents.map(agent => ({ name: agent.name, model: agent.seats[0].model, reads: agent.reads.map(i => names[i]) })) }];
  const lines = text.split('\n').slice(1);
  lines.forEach((line, i) => {
    if (!line) return;
    const entry = json(line, i + 2);
    const t = entry.at_us / 1000;
    const { type, ...rest } = entry.event ?? entry.effect ?? { type: 'other' };
    switch (type) {
      case 'delta': if (owners.get(rest.call) !== last) all.push({ t, kind: 'text', ...rest }); break;
      case 'emit': all.push({ t, kind: 'answer', text: rest.text }); break;
      case 'counted': all.push({ t, kind: 'usage', call: rest.call, ...rest.usage }); break;
      case 'ended': all.push({ t, kind: 'end', call: rest.call, finish: word(rest.finish) }); break;
      case 'failed': all.push({ t, kind: 'failure', call: rest.call, message: rest.error?.message ?? '' }); break;
      case 'abort': all.push({ t, kind: 'cut', call: rest.call }); break;
      case 'call':
        owners.set(rest.call, rest.agent);
        all.push({ t, kind: 'call', call: rest.call, agent: names[rest.agent], step: rest.step, purpose: word(rest.purpose), model: rest.request.model });
        break;
      case 'note': all.push({ t, kind: 'note', agent: names[rest.agent], what: word(rest.what), detail: rest.detail }); break;
      case 'done':
        all.push(rest.outcome.type === 'failed'
          ? { t, kind: 'error', message: rest.outcome.error?.message ?? 'the answer failed' }
          : { t, kind: 'done' });
        break;
      default: break;
    }
  });
  if (!all.some(event => event.kind === 'done' || event.kind === 'error')) {
    all.push({ t: all.at(-1).t, kind: 'error', message: 'the trace breaks off here' });
  }
  return all;
}
