import { at } from '../contract/at';
/** Text that is HTML already; everything else is escaped when it is put into a template. */
export interface Markup {
  readonly markup: string;
}

export type Content = Markup | string | number | null | undefined | false | readonly Content[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** HTML from a template. Values are escaped, unless they come from this function themselves; null and false vanish. */
export function fragment(parts: TemplateStringsArray, ...values: readonly Content[]): Markup {
  let markup = at(parts, 0);
  for (const [i, value] of values.entries()) markup += textOf(value) + at(parts, i + 1);
  return { markup };
}

/** Only for text made here, never for anything a person typed. */
export function trusted(markup: string): Markup {
  return { markup };
}

function textOf(content: Content): string {
  if (content === null || content === undefined || content === false) return '';
  if (typeof content === 'string')
    return content.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
  if (typeof content === 'number') return String(content);
  if (isList(content)) return content.map(textOf).join('');
  return content.markup;
}

function isList(content: Markup | readonly Content[]): content is readonly Content[] {
  return Array.isArray(content);
}
