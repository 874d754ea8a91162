import { expect, it } from 'vitest';
import { notesHtml } from './notes';

it('renders Markdown, with headings below those of the page', () => {
  expect(notesHtml('# Good\n\n- **sharp**\n- [x] done')).toBe(
    '<h3>Good</h3>\n<ul>\n<li><strong>sharp</strong></li>\n<li>☑ done</li>\n</ul>\n',
  );
  expect(notesHtml('한글\n둘째')).toBe('<p>한글<br>둘째</p>\n');
});

it('shows HTML as text, and fetches nothing', () => {
  expect(notesHtml('a <img src=x onerror=alert(1)> b')).toBe(
    '<p>a &lt;img src=x onerror=alert(1)&gt; b</p>\n',
  );
  expect(notesHtml('<script>alert(1)</script>')).not.toContain('<script');
  expect(notesHtml('![a plot](https://example.org/a.png)')).toBe('<p>a plot</p>\n');
});

it('links only to web pages and mail addresses', () => {
  expect(notesHtml('[paper](https://example.org/?a="b")')).toContain(
    'href="https://example.org/?a=&quot;b&quot;"',
  );
  for (const address of [
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
  ])
    expect(notesHtml(`[text](${address})`)).toBe('<p>text</p>\n');
});
