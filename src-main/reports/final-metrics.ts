import { t } from '../contract/texts';
import {
  comparedOver,
  compareValues,
  comparisonNote,
  estimateText,
  onDatasetOf,
  stepsText,
  type ComparedRow,
  type Estimate,
} from '../presentation/comparison';
import { differenceNotes } from '../presentation/baseline';
import { BY_SEEDS, groupRuns } from '../presentation/run-groups';
import { evaluatedItems } from '../contract/evaluation';
import { countText, fourDigits } from '../contract/numbers';
import type { Quantity } from '../presentation/quantity';
import { runName, type Column } from './columns';
import { fragment, type Markup } from './markup';

/**
 * Renders the final value of each metric, the best run if there is one, and the best value during training.
 * @param baseline the index of the run that others are compared with; null for none
 */
export function finalMetrics(columns: readonly Column[], baseline: number | null = null): Markup {
  const rows = compareValues(columns);
  if (rows.length === 0) return fragment``;
  const seeds = groupRuns(columns, BY_SEEDS).map(({ members }) => members);
  const comparable = onDatasetOf(columns, baseline ?? -1);
  const notesOf = ({ estimates }: ComparedRow) => differenceNotes(baseline, estimates, seeds, comparable);
  const groups = [...new Set(rows.map(({ metric }) => metric.group))];
  return fragment`<section>
    <h2>${t.compare.sectionTitles.metrics}</h2>
    <p class="lede">${comparisonNote(columns)}${baselineNote(columns, baseline)}</p>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">${t.common.metric}</th>
            ${columns.map((column) => fragment`<th scope="col" class="number">${runName(column)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${comparedOver(columns).map(
            ({ label, texts }) =>
              fragment`<tr>
                <th scope="row">${label}</th>
                ${texts.map((text) => fragment`<td class="number">${text ?? fragment`<span class="none">–</span>`}</td>`)}
              </tr>`,
          )}
        </tbody>
        ${groups.map(
          (group) =>
            fragment`<tbody>
              <tr class="group">
                <th colspan="${columns.length + 1}" scope="rowgroup">${group}</th>
              </tr>
              ${rows.filter(({ metric }) => metric.group === group).map((row) => metricRow(row, columns, notesOf(row)))}
            </tbody>`,
        )}
      </table>
    </div>
  </section>`;
}

function baselineNote(columns: readonly Column[], baseline: number | null): Markup | null {
  const column = baseline === null ? undefined : columns[baseline];
  return column === undefined ? null : fragment` ${t.reports.differencesFrom}${runName(column)}.`;
}

function metricRow(
  { metric, estimates, winner }: ComparedRow,
  columns: readonly Column[],
  differences: ReturnType<typeof differenceNotes>,
): Markup {
  return fragment`<tr>
    <th scope="row">
      ${metric.label}${metric.unit === undefined ? null : fragment` <span class="unit">${metric.unit}</span>`}
    </th>
    ${columns.map((column, i) =>
      cell(estimates[i] ?? null, i === winner, bestText(column, metric), differences[i] ?? null),
    )}
  </tr>`;
}

function cell(
  estimate: Estimate | null,
  wins: boolean,
  best: string | null,
  difference: { readonly text: string; readonly title: string } | null,
): Markup {
  if (estimate === null) return fragment`<td class="number"><span class="none">–</span></td>`;
  const value = fragment`<span title="${String(estimate.value)}">${estimateText(estimate)}</span>`;
  return fragment`<td class="number">
    ${wins ? fragment`<b>${value}</b> <span class="best">${t.runs.best}</span>` : value}
    ${difference === null ? null : fragment`<small title="${difference.title}">${difference.text}</small>`}
    ${best === null ? null : fragment`<small>${best}</small>`}
  </td>`;
}

/**
 * Describes the best value during training: for a training metric the window with the best mean, since the best single
 * value is just the luckiest batch; for other metrics the best evaluation.
 * @returns null if neither direction is better, or there is nothing to compare with
 */
export function bestText(
  { run, metrics }: Pick<Column, 'run' | 'metrics'>,
  { name, better, split }: Pick<Quantity, 'name' | 'better' | 'split'>,
): string | null {
  const source = metrics.find((one) => one.name === name);
  if (source === undefined || better === 'neither' || source.count < 2) return null;
  if (split !== undefined) {
    const { value, step } = better === 'lower' ? source.lowest : source.highest;
    const items = evaluatedItems(run, name, step);
    return t.reports.bestAtStep(fourDigits(value), countText(step), items === null ? '' : `, ${items}`);
  }
  const best = source.bestWindow[better];
  if (best === null) return null;
  const text = estimateText({ value: best.mean, margin: best.margin });
  return t.reports.bestWindow(text, stepsText(best));
}
