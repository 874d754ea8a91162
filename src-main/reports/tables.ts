import { t } from '../contract/texts';
import { countText, durationText } from '../contract/numbers';
import { wordsOf } from '../contract/problems/catalogue';
import type { Run } from '../contract/run';
import { changedText, changeTexts } from '../presentation/run-changes';
import { earlyStopText, runStateText } from '../presentation/run-state';
import { settingsTable, type SettingRow } from '../presentation/settings';
import { runName, type Column } from './columns';
import { exact } from './format';
import { fragment, trusted, type Content, type Markup } from './markup';

/** Renders a table with one row for each run. */
export function runsTable(columns: readonly Column[]): Markup {
  return fragment`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th scope="col">${t.common.run}</th>
          <th scope="col">${t.common.model}</th>
          <th scope="col">${t.common.dataset}</th>
          <th scope="col">${t.runs.fields.state}</th>
          <th scope="col" class="number">${t.common.steps}</th>
          <th scope="col" class="number">${t.common.epochs}</th>
          <th scope="col" class="number">${t.compare.trainingTime}</th>
          <th scope="col" class="number">${t.reports.stepsPerSecond}</th>
          <th scope="col" class="aside">${t.reports.trainedOn}</th>
        </tr>
      </thead>
      <tbody>
        ${columns.map((column) => {
          const { run, model } = column;
          const early = earlyStopText(run);
          return fragment`<tr>
            <td>${run.starred ? fragment`<span title="${t.compare.starred}">★</span> ` : null}${runName(column)}${run.tags.map((tag) => fragment` <small class="tag">${tag}</small>`)}${changeNote(column)}</td>
            <td>${model.title}</td>
            <td>${run.datasetName}</td>
            <td>
              ${runStateText(run)}${early === null ? null : fragment`<small>${early}</small>`}${run.problem === null ? null : fragment`<small class="problem">${wordsOf(run.problem, 'window').message}</small>`}
            </td>
            <td class="number">${countText(run.step)}</td>
            <td class="number">${exact(epochsOf(run))}</td>
            <td class="number"><span title="${run.elapsedMs} ms">${durationText(run.elapsedMs)}</span></td>
            <td class="number">${exact(run.elapsedMs > 0 ? (run.step / run.elapsedMs) * 1000 : null)}</td>
            <td class="aside">${engineText(run)}</td>
          </tr>`;
        })}
      </tbody>
    </table>
  </div>`;
}

/** Says that the run's hyperparameters changed while it trained. */
function changeNote({ run: { config }, model }: Column): Markup | null {
  const text = changedText(config);
  return text === null
    ? null
    : fragment` <small class="tag" title="${changeTexts(config, model).join('; ')}">${text}</small>`;
}

function epochsOf(run: Run): number | null {
  return run.stepsPerEpoch === null ? null : run.step / run.stepsPerEpoch;
}

export function engineText({ engine }: Run): string {
  if (engine === null) return '–';
  const library =
    engine.tensorflow === null
      ? `tfjs ${engine.tfjs} (${t.common.pureJavaScript})`
      : `TensorFlow ${engine.tensorflow}`;
  return `${engine.device} · ${library} · ${t.common.engineModes[engine.mode]}`;
}

/**
 * Renders all settings that determined the runs' numbers; marked where runs differ or, for a single run, where it
 * differs from the defaults.
 */
export function* configuration(columns: readonly Column[]): Generator<Markup, void, void> {
  const rows = settingsTable(columns.map(({ run, model }) => ({ run, model })));
  const groups = [...new Set(rows.map(({ group }) => group))];
  const alone = columns.length === 1;
  const rowOf = ({ label, values, defaultText, differs }: SettingRow): Markup => {
    const cells: Content[] = values.map(
      (text) => fragment`<td>${text ?? fragment`<span class="none">–</span>`}</td>`,
    );
    if (alone) cells.push(fragment`<td class="faint">${defaultText ?? ''}</td>`);
    return fragment`<tr${differs ? fragment` class="differs"` : null}><td class="sign">${differs ? fragment`<span title="${t.reports.differs}">≠</span>` : null}</td>
      <th scope="row">${label}</th>${cells}</tr>`;
  };
  const head = alone
    ? fragment`<th scope="col">${t.run.value}</th>
        <th scope="col">${t.common.default}</th>`
    : columns.map((column) => fragment`<th scope="col">${runName(column)}</th>`);
  const lede = alone ? t.reports.departures : t.reports.differences;
  yield trusted('<section>');
  yield fragment`<h2>${t.common.configuration}</h2>
    <p class="lede">${lede}</p>`;
  yield trusted('<div class="scroll"><table>');
  yield fragment`<thead>
    <tr>
      <td class="sign"></td>
      <th scope="col">${t.compare.setting}</th>
      ${head}
    </tr>
  </thead>`;
  for (const group of groups) {
    yield trusted('<tbody>');
    yield fragment`<tr class="group">
      <td class="sign"></td>
      <th colspan="${columns.length + (alone ? 2 : 1)}" scope="rowgroup">${group}</th>
    </tr>`;
    for (const row of rows) if (row.group === group) yield rowOf(row);
    yield trusted('</tbody>');
  }
  yield trusted('</table></div></section>');
}
