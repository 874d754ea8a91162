import { t } from '../contract/texts';
import { compareValues, onOneDataset } from '../presentation/comparison';
import { fourDigits } from '../contract/numbers';
import { FEW_RUNS, settingEffects } from '../presentation/rank-correlation';
import { variedSettings } from '../presentation/varied-settings';
import type { Column } from './columns';
import { runName } from './columns';
import { fragment, type Markup } from './markup';

/** Renders the hyperparameters in which runs differ, and their correlations with metrics; empty without differences. */
export function hyperparameters(columns: readonly Column[]): Markup {
  const tuned = columns.map(({ run, model }) => ({ config: run.config, model }));
  const settings = variedSettings(tuned);
  if (settings.length === 0) return fragment``;
  return fragment`<section>
    <h2>${t.common.hyperparameters}</h2>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">${t.common.run}</th>
            ${settings.map(({ label }) => fragment`<th scope="col" class="number">${label}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${columns.map(
            (column, run) =>
              fragment`<tr>
                <th scope="row">${runName(column)}</th>
                ${settings.map(({ texts }) => fragment`<td class="number">${texts[run] ?? '–'}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${correlations(columns, tuned)}
  </section>`;
}

/** Renders rank correlations of metrics with numeric hyperparameters. */
function correlations(
  columns: readonly Column[],
  tuned: Parameters<typeof settingEffects>[0],
): Markup | null {
  if (!onOneDataset(columns)) return null;
  const rows = compareValues(columns).flatMap(({ metric, estimates }) => {
    const effects = settingEffects(
      tuned,
      estimates.map((one) => one?.value ?? null),
    );
    return effects.length === 0 ? [] : [{ metric, effects }];
  });
  const labels = new Map(rows.flatMap(({ effects }) => effects.map(({ key, label }) => [key, label])));
  if (rows.length === 0) return null;
  const few = columns.length < FEW_RUNS ? t.reports.fewRuns(FEW_RUNS) : '';
  return fragment`<p class="lede">${t.reports.correlations}${few}</p>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">${t.common.metric}</th>
            ${[...labels.values()].map((label) => fragment`<th scope="col" class="number">${label}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ metric, effects }) =>
              fragment`<tr>
                <th scope="row">${metric.label}</th>
                ${[...labels.keys()].map((key) => {
                  const effect = effects.find((one) => one.key === key);
                  const rho = effect?.correlation ?? null;
                  return fragment`<td class="number" title="n = ${effect?.points.length ?? 0}">${rho === null ? '–' : fourDigits(rho)}</td>`;
                })}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}
