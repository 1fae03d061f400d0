'use strict';
const data = JSON.parse(document.getElementById('data').textContent);
const COLOURS = ['#4477aa', '#ee6677', '#228833', '#aa3377', '#ccbb44', '#66ccee', '#777777', '#000000'];
const colour = index => COLOURS[index % COLOURS.length];
const SHAPES = ['circle', 'rectRot', 'triangle', 'rect', 'star', 'crossRot'];

function add(parent, tag, text, className) {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  if (className) element.className = className;
  parent.appendChild(element);
  return element;
}
const at = id => document.getElementById(id);

function number(value) {
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size < 0.1) return value.toPrecision(2);
  return value.toLocaleString('en', { maximumFractionDigits: size < 10 ? 2 : size < 100 ? 1 : 0 });
}

const scale = (text, more) => Object.assign({ title: { display: true, text } }, more);
const plain = value => Number(value).toLocaleString('en');
const few = { callback: value => plain(value), maxTicksLimit: 8 };

function chart(id, type, datasets, scales, options) {
  return new Chart(at(id), {
    type, data: { datasets },
    options: Object.assign({ animation: false, scales, plugins: { legend: { position: 'bottom' } } }, options)
  });
}

at('written').textContent = data.about.written;
at('command').textContent = data.about.command;
data.about.notes.forEach(note => add(at('notes'), 'li', note));
at('versions').textContent = Object.entries(data.about.versions).map(([name, version]) => name + ' ' + version).join(' · ');
