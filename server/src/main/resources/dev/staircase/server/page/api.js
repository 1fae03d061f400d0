import { at } from './page.js';

/** What is asked of the server that served this page, and of nobody else. */

const KEPT = 'staircase.key'; // In the tab's own storage: it is gone with the tab.

/** A refusal, in the server's words. */
export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

let asking = null;

/** Asks for a key, once however many requests want it. */
function wantKey() {
  asking ??= new Promise(resolve => {
    const dialog = at('key-dialog');
    dialog.addEventListener('close', () => {
      asking = null;
      const key = at('key').value.trim();
      at('key').value = '';
      if (dialog.returnValue === 'ok' && key) sessionStorage.setItem(KEPT, key);
      resolve(dialog.returnValue === 'ok' && key !== '');
    }, { once: true });
    dialog.returnValue = '';
    dialog.showModal();
  });
  return asking;
}

/** @throws {Refused} where the answer is no success */
export async function request(path, { method = 'GET', body, signal } = {}) {
  for (;;) {
    const key = sessionStorage.getItem(KEPT);
    const headers = { ...(key && { Authorization: `Bearer ${key}` }), ...(body && { 'Content-Type': 'application/json' }) };
    const response = await fetch(path, { method, headers, signal, body: body && JSON.stringify(body) });
    if (response.ok) return response;
    const message = await words(response);
    if (response.status !== 401) throw new Refused(response.status, message);
    sessionStorage.removeItem(KEPT);
    if (!(await wantKey())) throw new Refused(401, message);
  }
}

async function words(response) {
  const text = await response.text();
  try {
    return JSON.parse(text).error.message;
  } catch {
    return `HTTP ${response.status}: ${text.slice(0, 200)}`;
  }
}

/**
 * Asks a model and tells how the answer comes about.
 *
 * @param body a chat completion's, without what makes it a told stream
 * @param hear takes events as Run does
 */
export async function ask(body, hear, signal) {
  const start = performance.now();
  const now = () => performance.now() - start;
  const whole = { ...body, stream: true, stream_options: { include_usage: true }, staircase: { ...body.staircase, events: 'early' } };
  let over = false;
  const tell = event => {
    over ||= event.kind === 'done' || event.kind === 'error';
    hear(event);
  };
  try {
    const response = await request('/v1/chat/completions', { method: 'POST', body: whole, signal });
    await lines(response.body, line => {
      if (!line.startsWith('data: ') || over) return;
      if (line === 'data: [DONE]') tell({ t: now(), kind: 'done' });
      else chunk(JSON.parse(line.slice(6)), now(), tell);
    });
    if (!over) tell({ t: now(), kind: 'error', message: 'The connection broke off before the answer was over.' });
  } catch (e) {
    if (over) return;
    tell({ t: now(), kind: 'error', message: e.name === 'AbortError' ? 'Stopped.' : e.message });
  }
}

function chunk(data, t, tell) {
  if (data.error) tell({ t, kind: 'error', message: data.error.message });
  else if (data.staircase?.event) tell({ ...data.staircase.event, t: data.staircase.event.at_ms ?? t });
  else if (data.staircase) tell({ t, kind: 'account', usage: data.usage, staircase: data.staircase });
  const text = data.choices?.[0]?.delta?.content;
  if (text) tell({ t, kind: 'answer', text });
}

async function lines(stream, hear) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const parts = (rest + value).split('\n');
    rest = parts.pop();
    parts.forEach(line => hear(line.trimEnd()));
  }
}
