/** What every part of the page needs: elements, and figures as people read them. */

/** The two ways to answer, as people read them. */
export const NAMES = { serial: 'Serially', staircase: 'By staircase' };

export const at = id => document.getElementById(id);

/** A new last child of `parent`; what stands in it is text, never markup. */
export function add(parent, tag, text, className) {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  if (className) element.className = className;
  parent.append(element);
  return element;
}

export const whole = value => Math.round(value).toLocaleString('en');
export const ms = value => (value < 1000 ? `${Math.round(value)} ms` : `${(value / 1000).toFixed(2)} s`);
export const secs = value => `${+(value / 1000).toFixed(2)} s`;
export const usd = value => (value === 0 ? '$0' : value < 0.01 ? `$${value.toPrecision(2)}` : `$${value.toFixed(2)}`);

/** Gives a file to whoever sits before the page. */
export function save(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Says something where screen readers listen. */
export function say(element, text, wrong = false) {
  element.textContent = text;
  element.classList.toggle('wrong', wrong);
}
