import { add, at, save, say } from './page.js';
import { request } from './api.js';

/** Writes the configuration of three endpoints, and has the server check it. */

const FIELDS = [
  { label: 'Base URL', key: 'url', type: 'url', values: ['http://127.0.0.1:8000/v1', 'http://127.0.0.1:8001/v1', 'https://api.openai.com/v1'] },
  { label: 'Model', key: 'model', type: 'text', values: ['llama-3.1-8b', 'qwen2.5-7b', 'gpt-4o-mini'] },
  { label: 'Variable that holds its key', key: 'variable', type: 'text', values: ['', '', 'OPENAI_API_KEY'] }
];
const ROLES = ['Proposer', 'Proposer', 'Writes the answer'];

const quoted = text => JSON.stringify(text); // YAML reads JSON's strings.

/** @param endpoints {url, model, variable} each; the last writes the answer */
export function yaml({ name, pace, layout, endpoints }) {
  const upstreams = endpoints.map(({ url, variable }, i) =>
    `  e${i + 1}:\n    base-url: ${quoted(url)}\n    api-key: ${variable ? `\${${variable}}` : 'none'}\n    continuation: auto`);
  const models = endpoints.map(({ model }, i) => quoted(`e${i + 1}/${model}`));
  return `# staircase.yaml
upstreams:
${upstreams.join('\n')}
models:
  ${name}:
    topology: mixture-of-agents
    proposers: [${models.slice(0, -1).join(', ')}]
    aggregator: ${models.at(-1)}
    pace: ${pace}
    layout: ${layout}
`;
}

export function prepare() {
  const dialog = at('own');
  const inputs = ROLES.map((role, i) => {
    const group = add(at('endpoints'), 'fieldset');
    add(group, 'legend', role);
    return Object.fromEntries(FIELDS.map(({ label, key, type, values }) => {
      const input = add(add(group, 'label', `${label} `), 'input');
      Object.assign(input, { type, value: values[i], required: key !== 'variable', spellcheck: false, autocomplete: 'off' });
      if (key === 'variable') input.pattern = '[A-Za-z_][A-Za-z0-9_]*';
      return [key, input];
    }));
  });
  const show = () => {
    at('own-yaml').value = yaml({ name: at('own-name').value, pace: at('own-pace').value, layout: at('own-layout').value,
      endpoints: inputs.map(fields => Object.fromEntries(Object.entries(fields).map(([key, input]) => [key, input.value.trim()]))) });
    say(at('own-status'), '');
  };
  at('own-form').addEventListener('input', show);
  at('own-form').addEventListener('submit', async event => {
    event.preventDefault();
    say(at('own-status'), 'Checking …');
    try {
      const told = await (await request('/v1/staircase/check', { method: 'POST', body: { yaml: at('own-yaml').value } })).json();
      say(at('own-status'), told.ok ? `No mistakes found. Upstreams: ${told.upstreams.join(', ')}. Models: ${told.models.join(', ')}. Nobody was asked yet.` : told.mistakes.join('\n'), !told.ok);
    } catch (e) {
      say(at('own-status'), e.message, true);
    }
  });
  at('own-open').addEventListener('click', () => { show(); dialog.showModal(); });
  at('own-close').addEventListener('click', () => dialog.close());
  at('own-save').addEventListener('click', () => save('staircase.yaml', 'application/yaml', at('own-yaml').value));
  at('own-copy').addEventListener('click', async () => {
    await navigator.clipboard.writeText(at('own-yaml').value);
    say(at('own-status'), 'Copied.');
  });
}
