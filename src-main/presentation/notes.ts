import { Marked } from 'marked';

/** Links with other schemes could run code or show local files. */
const ALLOWED_ADDRESS = /^(https?:\/\/|mailto:)/i;
/** Notes are shown below a heading of the page, so their headings start at a lower level. */
const HEADING_OFFSET = 2;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

const markdown = new Marked({
  gfm: true,
  breaks: true,
  renderer: {
    html: ({ text }) => escaped(text),
    // Nothing is fetched that a person did not ask for.
    image: ({ text, href }) => escaped(text || href),
    checkbox: ({ checked }) => (checked ? '☑ ' : '☐ '),
    heading({ tokens, depth }) {
      const level = String(Math.min(6, depth + HEADING_OFFSET));
      return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>\n`;
    },
    link({ href, tokens }) {
      const text = this.parser.parseInline(tokens);
      if (!ALLOWED_ADDRESS.test(href)) return text;
      return `<a href="${escaped(href)}" target="_blank" rel="noopener noreferrer">${text}</a>`;
    },
  },
});

/** Renders notes in Markdown as HTML. HTML in notes is shown as text, and images as their description. */
export function notesHtml(text: string): string {
  return markdown.parse(text, { async: false });
}
