import { t } from '../contract/texts';
import { countText } from '../contract/numbers';
import { alertText } from '../presentation/alerts';
import { runName, type Column } from './columns';
import { fragment, type Markup } from './markup';

/** Renders the alerts of runs, each with its remedy; empty if there are none. */
export function alerts(columns: readonly Column[]): Markup {
  const found = columns.flatMap((column) =>
    (column.run.alerts ?? []).map((alert) => ({ column, alert, text: alertText(alert, column.model) })),
  );
  if (found.length === 0) return fragment``;
  return fragment`<section>
    <h2>${t.reports.signs}</h2>
    <ul class="alerts">
      ${found.map(
        ({ column, alert, text }) =>
          fragment`<li>
            <p>
              <b>${t.run.seenAt(text.title, countText(alert.step))}</b>${
                columns.length > 1 ? fragment` · ${runName(column)}` : null
              }
            </p>
            <p>${text.evidence}</p>
            <p class="faint">${text.remedy}</p>
          </li>`,
      )}
    </ul>
  </section>`;
}
