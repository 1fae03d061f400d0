import { colourOf } from './timeline.js';

/** Who reads whom: the agents in the order of their stages, lit while they write. */

const SVG = 'http://www.w3.org/2000/svg';
const WIDTH = 168;
const HEIGHT = 46;

export class Graph {
  #svg;
  #nodes = new Map();
  #of = null;

  constructor(holder) {
    this.#svg = child(holder, 'svg', { role: 'img' });
  }

  /** @param topology such as `debate`, whose stages are its rounds; may be missing */
  show(run, topology) {
    if (this.#of !== run && run.agents.length) this.#build(run, topology);
    for (const agent of run.agents) {
      const node = this.#nodes.get(agent.name);
      node?.classList.toggle('writing', agent.writing);
      node?.classList.toggle('done', !agent.writing && agent.text !== '' && agent.calls.every(call => call.endMs !== null));
    }
  }

  #build(run, topology) {
    this.#of = run;
    this.#nodes.clear();
    this.#svg.replaceChildren();
    const stages = Map.groupBy(run.agents, agent => agent.stage);
    const most = Math.max(...[...stages.values()].map(stage => stage.length));
    const [width, height] = [stages.size * WIDTH, 24 + most * HEIGHT];
    this.#svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
    this.#svg.style.maxWidth = `${width}px`;
    this.#svg.setAttribute('aria-label', run.agents.map(agent => `${agent.name} reads ${agent.reads.join(', ') || 'the question'}`).join('; '));
    const place = agent => {
      const stage = stages.get(agent.stage);
      return [WIDTH * agent.stage + WIDTH / 2, 24 + (height - 24) * ((stage.indexOf(agent) + 0.5) / stage.length)];
    };
    for (const [stage, agents] of stages) {
      const last = stage === stages.size - 1 && agents.length === 1;
      const name = last ? 'writes the answer' : topology === 'debate' ? `round ${stage + 1}` : stages.size > 2 ? `layer ${stage + 1}` : 'proposers';
      child(this.#svg, 'text', { x: WIDTH * stage + WIDTH / 2, y: 14, class: 'stage' }).textContent = name;
    }
    for (const agent of run.agents) {
      for (const name of agent.reads) {
        const [x1, y1] = place(run.agent(name));
        const [x2, y2] = place(agent);
        const middle = (x1 + x2) / 2;
        child(this.#svg, 'path', { d: `M${x1 + 56} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2 - 56} ${y2}`, class: 'edge' });
      }
    }
    for (const agent of run.agents) {
      const [x, y] = place(agent);
      const node = child(this.#svg, 'g', { class: 'node', transform: `translate(${x} ${y})` });
      node.style.setProperty('--own', colourOf(run, agent));
      child(node, 'title').textContent = agent.model;
      child(node, 'rect', { x: -56, y: -15, width: 112, height: 30, rx: 6 });
      child(node, 'text', { y: 4 }).textContent = agent.name.length > 15 ? `${agent.name.slice(0, 14)}…` : agent.name;
      this.#nodes.set(agent.name, node);
    }
  }
}

function child(parent, tag, attributes = {}) {
  const element = document.createElementNS(SVG, tag);
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  parent.append(element);
  return element;
}
