const replicas = point => Object.entries(point.replicas).map(([model, count]) => model + ' ' + count).join(', ');
const percent = share => number(100 * share) + ' %';
const COLUMNS = [
  ['USD an hour', p => number(p.usd_per_hour)], ['USD for 1,000 questions', p => number(p.usd_per_thousand)],
  ['TTFT p95, ms', p => number(p.ttft_p95_ms)], ['ITL p95, ms', p => number(p.itl_p95_ms)],
  ['E2E p95, ms', p => number(p.e2e_p95_ms)], ['goodput', p => percent(p.goodput)], ['replicas', replicas]
];

function table(id, first, rows, columns = COLUMNS) {
  const body = add(typeof id === 'string' ? at(id) : id, 'tbody');
  const head = add(add(body.parentNode, 'thead'), 'tr');
  [first].concat(columns.map(column => column[0])).forEach(name => add(head, 'th', name));
  rows.forEach(([name, point, none]) => {
    const tr = add(body, 'tr');
    add(tr, 'td', name);
    if (!point) { add(tr, 'td', none).colSpan = columns.length; return; }
    columns.forEach(column => add(tr, 'td', column[1](point)));
  });
}

function points(label, list, index, x, y, line) {
  return {
    label, data: list.map(p => ({ x: x(p), y: y(p) })), borderColor: colour(index), backgroundColor: colour(index) + (line ? '' : '60'),
    showLine: line, pointRadius: line ? 5 : 3, pointStyle: SHAPES[index % SHAPES.length], borderWidth: 2
  };
}

function frontier() {
  const usd = p => p.usd_per_hour;
  const sets = ['serial', 'staircase'].flatMap((strategy, index) => [
    points(strategy + ', tried', data.tried.filter(p => p.way.startsWith(strategy)), index, usd, p => p.ttft_p95_ms, false),
    points(strategy + ', frontier', data.frontier[strategy], index, usd, p => p.ttft_p95_ms, true)
  ]);
  chart('frontier', 'scatter', sets, {
    x: scale('USD an hour'), y: scale('TTFT p95, ms (log)', { type: 'logarithmic', ticks: few })
  });
}

const busiest = p => 100 * Math.max(...Object.values(p.utilisation));
const DRAWN = [
  ['TTFT p95', 'ms (log)', p => p.ttft_p95_ms, { type: 'logarithmic', ticks: few }],
  ['E2E p95', 'ms', p => p.e2e_p95_ms, { beginAtZero: true }],
  ['Goodput: answers within the objective', '%', p => 100 * p.goodput, { min: 0, max: 100 }],
  ['Busiest model: share of its replicas’ time with a call', '%', busiest, { min: 0, max: 100 }]
];

function sweep(told, index) {
  const box = at('sweeps');
  add(box, 'h3', 'On the fleet of ' + told.plan + ': ' + Object.entries(told.replicas).map(e => e.join(' ')).join(', '));
  const words = add(box, 'ul');
  told.crossings.forEach(crossing => add(words, 'li', crossing.figure + ': staircase is ' + crossing.staircase));
  const pair = add(box, 'div', undefined, 'pair');
  DRAWN.forEach(([title, unit, y, axis], drawn) => {
    const figure = add(pair, 'figure');
    add(figure, 'figcaption', title);
    add(figure, 'canvas').id = 'sweep-' + index + '-' + drawn;
    const rate = p => p.per_second;
    const sets = ['serial', 'staircase'].map((strategy, i) => points(strategy, told[strategy], i, rate, y, true));
    chart('sweep-' + index + '-' + drawn, 'scatter', sets, { x: scale('questions a second', { beginAtZero: true }), y: scale(unit, axis) });
  });
  const wide = add(box, 'div', undefined, 'wide');
  table(add(wide, 'table'), 'questions a second', told.serial.flatMap((p, i) =>
    [p, told.staircase[i]].map(point => [number(point.per_second) + ', ' + point.way, point])), COLUMNS.slice(0, -1));
}

at('asked').textContent = number(data.per_second) + ' questions a second; ' + data.planned_for + '; seed ' + data.seed;
table('choices', 'strategy', data.choices.map(choice => [choice.way, choice.plan, choice.misses]));
data.choices.forEach(choice => add(at('verdicts'), 'li', choice.way + ': ' + choice.verdict));
table('ways', 'way', data.ways.map(way => [way.way, way.plan, way.without]));
frontier();
at('shared').textContent = 'For what both can keep (' + data.comparison.slo + '): ' + data.comparison.cost + '.';
data.comparison.sweeps.forEach(sweep);
data.cannot_tell.forEach(caveat => add(at('caveats'), 'li', caveat));
