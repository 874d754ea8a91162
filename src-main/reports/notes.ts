import { t } from '../contract/texts';
import { notesHtml } from '../presentation/notes';
import { runName, type Column } from './columns';
import { fragment, trusted, type Markup } from './markup';

/** Renders the notes of runs; empty if there are none. */
export function notes(columns: readonly Column[]): Markup {
  const noted = columns.flatMap((column) => {
    const text = column.notes ?? '';
    return text === '' ? [] : [{ column, text }];
  });
  if (noted.length === 0) return trusted('');
  return fragment`<section>
    <h2>${t.common.notes}</h2>
    ${noted.map(
      ({ column, text }) => fragment`<div class="notes">
        ${columns.length > 1 ? fragment`<p>${runName(column)}</p>` : null}
        ${trusted(notesHtml(text))}
      </div>`,
    )}
  </section>`;
}
