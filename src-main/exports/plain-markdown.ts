/**
 * Text of a person or a model within a line or a cell of Markdown: marks that would format it are escaped. Those of
 * lists and headings count only at the start of a line.
 */
export const plainMarkdown = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]<>#!|~]/g, (mark) => `\\${mark}`)
    .replace(/^( ?)([-+])/, '$1\\$2');
