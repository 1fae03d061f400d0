/**
 * Two pens with the same strokes: one draws on a canvas, fast enough for sixty times a second, the other writes SVG
 * for a file that is kept. Coordinates are CSS pixels.
 */
export class CanvasPen {
  #context;

  constructor(canvas, width, height) {
    const scale = devicePixelRatio || 1;
    const [w, h] = [Math.round(width * scale), Math.round(height * scale)];
    if (canvas.width !== w || canvas.height !== h) Object.assign(canvas, { width: w, height: h });
    this.#context = canvas.getContext('2d');
    this.#context.setTransform(scale, 0, 0, scale, 0, 0);
    this.#context.clearRect(0, 0, width, height);
  }

  box(x, y, width, height, colour, alpha = 1) {
    const context = this.#context;
    context.globalAlpha = alpha;
    context.fillStyle = colour;
    context.fillRect(x, y, width, height);
    context.globalAlpha = 1;
  }

  /** @param points [x, y] each */
  line(points, colour, { width = 1, alpha = 1, dash = [] } = {}) {
    this.strokes([points], colour, { width, alpha, dash });
  }

  strokes(lines, colour, { width = 1, alpha = 1, dash = [] } = {}) {
    const context = this.#context;
    context.globalAlpha = alpha;
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.setLineDash(dash);
    context.beginPath();
    for (const points of lines) {
      context.moveTo(...points[0]);
      for (let i = 1; i < points.length; i++) context.lineTo(...points[i]);
    }
    context.stroke();
    context.setLineDash([]);
    context.globalAlpha = 1;
  }

  words(x, y, text, colour, align = 'start') {
    const context = this.#context;
    context.font = '12px system-ui, sans-serif';
    context.fillStyle = colour;
    context.textAlign = align === 'middle' ? 'center' : align;
    context.fillText(text, x, y);
  }

  /** What is drawn until the next group belongs together and has a title. A canvas can't tell it. */
  group() {}
}

export class SvgPen {
  #parts = [];
  #open = false;

  box(x, y, width, height, colour, alpha = 1) {
    this.#parts.push(`<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" fill="${colour}" fill-opacity="${alpha}"/>`);
  }

  line(points, colour, style) {
    this.strokes([points], colour, style);
  }

  strokes(lines, colour, { width = 1, alpha = 1, dash = [] } = {}) {
    const d = lines.map(points => 'M' + points.map(([x, y]) => `${n(x)} ${n(y)}`).join('L')).join('');
    this.#parts.push(`<path d="${d}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-opacity="${alpha}"${dash.length ? ` stroke-dasharray="${dash}"` : ''}/>`);
  }

  words(x, y, text, colour, align = 'start') {
    this.#parts.push(`<text x="${n(x)}" y="${n(y)}" fill="${colour}" text-anchor="${align}">${escaped(text)}</text>`);
  }

  group(title) {
    this.#parts.push(`${this.#open ? '</g>' : ''}<g><title>${escaped(title)}</title>`);
    this.#open = true;
  }

  /** The whole picture. */
  svg(width, height, label) {
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(label)}" font-family="system-ui, sans-serif" font-size="12">${this.#parts.join('')}${this.#open ? '</g>' : ''}</svg>`;
  }
}

const n = value => Math.round(value * 10) / 10;

/** Text as HTML and XML say it. */
export function escaped(text) {
  return String(text).replace(/[&<>"']/g, sign => `&#${sign.charCodeAt(0)};`);
}
