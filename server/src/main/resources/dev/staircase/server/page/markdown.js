import { Marked } from './lib/marked.js';
import DOMPurify from './lib/purify.js';
import { escaped } from './pens.js';

/**
 * Markdown that a model wrote, as elements that can do nothing: no script, no style, no form, nothing that is fetched.
 * The page's Content-Security-Policy says the same once more.
 */

const marked = new Marked({ gfm: true, breaks: false, async: false });
marked.use({
  renderer: {
    html: ({ text }) => escaped(text), // Tags that a model writes are shown as it wrote them.
    image: ({ href, text }) => `<a href="${escaped(href)}">${escaped(text || 'picture')}</a>` // It would be fetched from wherever a model says.
  }
});

const RULES = {
  ALLOWED_TAGS: ['a', 'blockquote', 'br', 'code', 'del', 'em', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'li', 'ol', 'p', 'pre',
    'span', 'strong', 'table', 'tbody', 'td', 'th', 'thead', 'tr', 'ul'],
  ALLOWED_ATTR: ['href', 'class', 'start', 'align'],
  ALLOWED_URI_REGEXP: /^(?:https?|mailto):/i,
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  RETURN_DOM_FRAGMENT: true
};
const CLASSES = /^(language-[\w+#.-]+|hljs-[\w-]+(?: [\w-]+)*)$/;

DOMPurify.addHook('afterSanitizeAttributes', node => {
  if (node.hasAttribute('class') && !CLASSES.test(node.getAttribute('class'))) node.removeAttribute('class');
  if (node.tagName === 'A') {
    node.setAttribute('rel', 'noopener noreferrer nofollow');
    node.setAttribute('target', '_blank');
  }
});

const harmless = html => DOMPurify.sanitize(html, RULES);

/** @returns {DocumentFragment} */
export function rendered(text) {
  const fragment = harmless(marked.parse(text));
  for (const code of fragment.querySelectorAll('pre code[class^="language-"]')) {
    const language = code.className.slice('language-'.length);
    if (globalThis.hljs?.getLanguage(language)) {
      code.replaceChildren(harmless(globalThis.hljs.highlight(code.textContent, { language, ignoreIllegals: true }).value));
    }
  }
  return fragment;
}
