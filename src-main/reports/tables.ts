import { countText, durationText } from '../contract/numbers';
import { valueText } from '../contract/hyperparameters';
import type { Run } from '../contract/run';
import { runName, type Column } from './columns';
import { exact } from './format';
import { fragment, trusted, type Content, type Markup } from './markup';

/** What was run: a row a run. */
export function runsTable(columns: readonly Column[]): Markup {
  return fragment`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th scope="col">Run</th>
          <th scope="col">Model</th>
          <th scope="col">Dataset</th>
          <th scope="col">State</th>
          <th scope="col" class="number">Steps</th>
          <th scope="col" class="number">Epochs</th>
          <th scope="col" class="number">Training time</th>
          <th scope="col" class="number">Steps a second</th>
          <th scope="col" class="aside">Trained on</th>
        </tr>
      </thead>
      <tbody>
        ${columns.map((column) => {
          const { run, model } = column;
          return fragment`<tr>
            <td>${runName(column)}</td>
            <td>${model.title}</td>
            <td>${run.datasetName}</td>
            <td>
              ${run.state}${run.problem === null ? null : fragment`<small class="problem">${run.problem.message}</small>`}
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

function epochsOf(run: Run): number | null {
  return run.stepsPerEpoch === null ? null : run.step / run.stepsPerEpoch;
}

export function engineText({ engine }: Run): string {
  if (engine === null) return '–';
  const library =
    engine.tensorflow === null ? `tfjs ${engine.tfjs} (pure JavaScript)` : `TensorFlow ${engine.tensorflow}`;
  return `${engine.device} · ${library} · ${engine.mode}`;
}

interface Setting {
  readonly key: string;
  readonly label: string;
  readonly group: string;
  readonly text: string;
  /** What it is unless someone chooses; null where nothing is. */
  readonly usual: string | null;
}

/** Everything that decided the runs' numbers; marked where runs differ or, for one run, where it departs from the defaults. */
export function* configuration(columns: readonly Column[]): Generator<Markup, void, void> {
  const settings = columns.map(
    (column) => new Map(settingsOf(column).map((setting) => [setting.key, setting])),
  );
  const known = new Map(settings.flatMap((own) => [...own.entries()]));
  const groups = [...new Set([...known.values()].map(({ group }) => group))];
  const alone = columns.length === 1;
  const rowOf = (setting: Setting): Markup => {
    const texts: (string | null)[] = settings.map((own) => own.get(setting.key)?.text ?? null);
    const differs = alone
      ? setting.usual !== null && setting.usual !== setting.text
      : new Set(texts).size > 1;
    const cells: Content[] = texts.map(
      (text) => fragment`<td>${text ?? fragment`<span class="none">–</span>`}</td>`,
    );
    if (alone) cells.push(fragment`<td class="faint">${setting.usual ?? ''}</td>`);
    return fragment`<tr${differs ? fragment` class="differs"` : null}><td class="sign">${differs ? fragment`<span title="differs">≠</span>` : null}</td>
      <th scope="row">${setting.label}</th>${cells}</tr>`;
  };
  const head = alone
    ? fragment`<th scope="col">Value</th>
        <th scope="col">Default</th>`
    : columns.map((column) => fragment`<th scope="col">${runName(column)}</th>`);
  const lede = alone
    ? '≠ marks what departs from the model’s defaults.'
    : '≠ marks what differs between the runs.';
  yield trusted('<section>');
  yield fragment`<h2>Configuration</h2>
    <p class="lede">${lede}</p>`;
  yield trusted('<div class="scroll"><table>');
  yield fragment`<thead>
    <tr>
      <td class="sign"></td>
      <th scope="col">Setting</th>
      ${head}
    </tr>
  </thead>`;
  for (const group of groups) {
    yield trusted('<tbody>');
    yield fragment`<tr class="group">
      <td class="sign"></td>
      <th colspan="${columns.length + (alone ? 2 : 1)}" scope="rowgroup">${group}</th>
    </tr>`;
    for (const setting of known.values()) if (setting.group === group) yield rowOf(setting);
    yield trusted('</tbody>');
  }
  yield trusted('</table></div></section>');
}

function settingsOf({ run, model }: Column): Setting[] {
  const { config } = run;
  const { columns, rows } = config.sampleSheet;
  const plain = (key: string, label: string, text: string): Setting => ({
    key,
    label,
    group: 'Run',
    text,
    usual: null,
  });
  const fields = Object.keys(config.hyperparameters).map((name): Setting => {
    const field = model.fields[name];
    const value = config.hyperparameters[name];
    return {
      key: name,
      label: field?.label ?? name,
      group: field?.group ?? 'Other',
      text: valueText(field, value),
      usual: field === undefined ? null : valueText(field, field.default),
    };
  });
  return [
    plain('.model', 'Model', model.title),
    plain('.dataset', 'Dataset', run.datasetName),
    plain('.seed', 'Seed', String(config.seed)),
    plain('.budget', 'Budget', `${countText(config.budget.count)} ${config.budget.unit}`),
    plain('.samples', 'Samples every', `${countText(config.sampleEvery)} steps`),
    plain('.sheet', 'Sample sheet', `${countText(columns)} × ${countText(rows)}`),
    plain('.checkpoints', 'Checkpoint every', `${countText(config.checkpointEvery)} steps`),
    plain('.engine', 'Engine', config.engine),
    plain('.device', 'Device', config.device),
    ...fields,
  ];
}
