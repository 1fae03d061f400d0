const rows = data.summary.variants;

function spread(cell, figure, compared, answers) {
  cell.textContent = number(figure.p50);
  if (compared) ratio(cell, compared, answers);
  add(cell, 'small', 'p95 ' + number(figure.p95));
  add(cell, 'small', figure.p99 === null ? 'p99: n < 200' : 'p99 ' + number(figure.p99));
}

function ratio(cell, figure, answers) {
  const some = figure.pairs < answers ? ' n = ' + figure.pairs : '';
  const text = '× ' + number(figure.median) + ' [' + number(figure.low) + ', ' + number(figure.high) + ']' + some;
  add(cell, 'small', text, 'ratio').title = figure.pairs + ' pairs, ' + figure.prompts + ' prompts';
}

function figuresTable() {
  const table = at('figures');
  const head = add(add(table, 'thead'), 'tr');
  add(head, 'th', '');
  rows.forEach(row => add(head, 'th', row.label));
  const body = add(table, 'tbody');
  const line = (name, fill) => {
    const tr = add(body, 'tr');
    add(tr, 'td', name);
    rows.forEach(row => fill(add(tr, 'td'), row));
  };
  line('compared with', (cell, row) => { cell.textContent = row.base === null ? 'base' : row.base; });
  line('answers', (cell, row) => { cell.textContent = row.answers + (row.errors ? ', ' + row.errors + ' failed' : ''); });
  data.figures.filter(figure => rows.some(row => row.figures[figure.key])).forEach(figure =>
    line(figure.label + (figure.unit ? ', ' + figure.unit : ''), (cell, row) => {
      const told = row.figures[figure.key];
      if (!told) { cell.textContent = '–'; return; }
      spread(cell, told, row.ratios[figure.key], row.answers);
    }));
  if (rows.some(row => row.goodput !== null)) {
    line('goodput, %', (cell, row) => { cell.textContent = row.goodput === null ? '–' : number(row.goodput); });
  }
  line('gaps between pieces, ms', (cell, row) => {
    if (!row.gap_ms) { cell.textContent = '–'; return; }
    spread(cell, row.gap_ms);
    add(cell, 'small', 'longest ' + number(row.gap_ms.max));
  });
}

function agentsTable() {
  const table = at('agents');
  const head = add(add(table, 'thead'), 'tr');
  ['variant', 'agent', 'calls', 'prompt', 'of these cached', 'completion'].forEach(name => add(head, 'th', name));
  const body = add(table, 'tbody');
  rows.forEach(row => Object.entries(row.agents).forEach(([name, mean]) => {
    const tr = add(body, 'tr');
    [row.label, name].concat([mean.calls, mean.prompt_tokens, mean.cached_tokens, mean.completion_tokens].map(number))
      .forEach(text => add(tr, 'td', text));
  }));
}

function scatter(id, cost, xTitle, x) {
  const sets = rows.map((row, index) => ({
    label: row.label,
    data: data.drawings[index].points.filter(p => x(p) !== null && p.ttft !== null).map(p => ({ x: x(p), y: p.ttft })),
    backgroundColor: colour(index) + 'b0', borderColor: colour(index), pointStyle: SHAPES[index % SHAPES.length], pointRadius: 5, clip: 10
  }));
  chart(id, 'scatter', sets, {
    x: scale(xTitle, cost ? { beginAtZero: true } : { min: 0, max: 100 }),
    y: scale('TTFT, ms (log)', { type: 'logarithmic', ticks: few })
  }, { plugins: { legend: { position: 'bottom', labels: { usePointStyle: true } } } });
}

function curves(id, title, type) {
  const sets = rows.map((row, index) => ({
    label: row.label, data: [{ x: (data.drawings[index][id][0] || { x: 1 }).x, y: 0 }].concat(data.drawings[index][id]),
    borderColor: colour(index), backgroundColor: colour(index), showLine: true, stepped: true, pointRadius: 0, borderWidth: 2
  }));
  chart(id, 'scatter', sets, {
    x: scale(title, type === 'linear' ? { type } : { type, ticks: few }),
    y: scale('share of answers at most this, %', { min: 0, max: 100 })
  });
}

const firstText = {
  id: 'firstText',
  afterDatasetsDraw(chart, args, options) {
    if (!options.ms) return;
    const x = chart.scales.x.getPixelForValue(options.ms);
    const { top, bottom } = chart.chartArea;
    const g = chart.ctx;
    g.save();
    g.strokeStyle = '#1d2330';
    g.lineWidth = 2;
    g.setLineDash([4, 3]);
    g.beginPath();
    g.moveTo(x, top);
    g.lineTo(x, bottom);
    g.stroke();
    g.restore();
  }
};

function timeline(row, told, longest) {
  const box = add(at('timelines'), 'div', undefined, 'timeline');
  add(box, 'h3', row.label + ': first text after ' + number(told.ttft) + ' ms, all after ' + number(told.e2e) + ' ms');
  add(box, 'p', told.prompt.length > 300 ? told.prompt.slice(0, 300) + ' …' : told.prompt);
  const begun = told.spans.toSorted((a, b) => a.from_ms - b.from_ms);
  const agents = [...new Set(begun.map(span => span.agent))];
  const wrap = add(box, 'div');
  wrap.style.height = 70 + 30 * agents.length + 'px';
  const canvas = add(wrap, 'canvas');
  const bars = begun.map(span => ({ x: [span.from_ms, span.to_ms], y: span.agent, span }));
  new Chart(canvas, {
    type: 'bar',
    data: { labels: agents, datasets: [{
      data: bars, grouped: false, minBarLength: 2, borderWidth: 1, borderColor: '#fff', borderSkipped: false,
      backgroundColor: bars.map(bar => {
        const shade = colour(agents.indexOf(bar.span.agent));
        return bar.span.step % 2 ? shade : shade + 'a0';
      })
    }] },
    options: {
      animation: false, indexAxis: 'y', maintainAspectRatio: false,
      scales: { x: scale('ms since the request', { min: 0, max: longest }), y: { type: 'category', labels: agents } },
      plugins: {
        legend: { display: false }, firstText: { ms: told.ttft },
        tooltip: { callbacks: { label: item => {
          const span = item.raw.span;
          return span.purpose + ', step ' + span.step + ': ' + number(span.from_ms) + ' to ' + number(span.to_ms) + ' ms (' + span.how + ')';
        } } }
      }
    },
    plugins: [firstText]
  });
  const details = add(box, 'details');
  add(details, 'summary', 'The answer');
  add(details, 'p', told.answer);
}

figuresTable();
agentsTable();
rows.forEach(row => Object.entries(row.why).forEach(([why, times]) => add(at('failures'), 'li', row.label + ', ' + times + ' failed: ' + why)));
const priced = data.drawings.some(drawing => drawing.points.some(point => point.usd !== null));
if (priced) scatter('cost', true, 'cost, USD', p => p.usd);
else scatter('cost', true, 'prompt and completion tokens of all calls', p => p.prompt === null ? null : p.prompt + p.completion);
if (data.drawings.some(drawing => drawing.points.some(point => point.facts !== null))) {
  scatter('facts', false, 'facts told, % of those known', p => p.facts);
} else {
  at('facts-figure').remove();
}
curves('ttft', 'TTFT, ms (log)', 'logarithmic');
curves('itl', 'mean ITL of an answer, ms', 'linear');
const lines = data.drawings.map((drawing, index) => [rows[index], drawing.timeline]).filter(pair => pair[1]);
const longest = Math.max(...lines.map(pair => pair[1].e2e));
lines.forEach(pair => timeline(pair[0], pair[1], Math.ceil(longest / 100) * 100));
