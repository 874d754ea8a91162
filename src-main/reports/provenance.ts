import { t } from '../contract/texts';
import { COMMAND } from '../contract/command';
import { processorText, type EngineInfo } from '../contract/engine';
import { presetHelp } from '../contract/model';
import { DEFAULT_SHEET } from '../contract/run';
import { runName, type Column } from './columns';
import { fragment, type Markup } from './markup';
import type { ReportInput } from './report-input';
import { engineText } from './tables';

/** Renders the models and their sources. */
export function models(columns: readonly Column[]): Markup {
  const known = new Map(columns.map(({ model }) => [model.id, model]));
  return fragment`<section>
    <h2>${t.reports.model(known.size)}</h2>
    <dl>
      ${[...known.values()].map(
        ({ id, title, summary, paper }) =>
          fragment`<dt>${title}</dt>
            <dd>${summary} <span class="faint">${paper}</span>${presetsOf(id, columns)}</dd>`,
      )}
    </dl>
  </section>`;
}

/** Renders the presets that runs of a model were launched with, and their sources. */
function presetsOf(modelId: string, columns: readonly Column[]): Markup[] {
  const own = columns.filter(({ model }) => model.id === modelId);
  const used = own.flatMap(({ run, model }) => model.presets.filter(({ id }) => id === run.config.preset));
  return [...new Map(used.map((preset) => [preset.id, preset])).values()].map(
    (preset) => fragment`<br />${t.reports.preset(preset.label, presetHelp(preset))}`,
  );
}

/** Renders what is needed to reproduce the same numbers. */
export function provenance({ version, machine }: ReportInput, columns: readonly Column[]): Markup {
  const datasets = new Map(
    columns.map(({ run }) => [`${run.config.dataset} ${run.datasetFingerprint ?? ''}`, run] as const),
  );
  return fragment`<section>
      <h2>${t.reports.provenance}</h2>
      <dl>
        ${[...datasets.values()].map(
          (run) =>
            fragment`<dt>${t.common.dataset}</dt>
              <dd>
                ${run.datasetName} <span class="faint">${run.config.dataset}</span><br />
                ${run.datasetFingerprint === null ? null : fragment`SHA-256 <code>${run.datasetFingerprint}</code>`}
              </dd>`,
        )}
        ${
          machine === undefined
            ? null
            : fragment`<dt>${t.reports.machine}</dt>
                <dd>${machine}</dd>`
        }
        <dt>${t.reports.workbench}</dt>
        <dd>Latent Workbench ${version}</dd>
        ${columns.map(
          (column) =>
            fragment`<dt>${runName(column)}</dt>
              <dd>
                ${engineText(column.run)}${column.run.engine === null ? null : engineDetail(column.run.engine)}
              </dd>`,
        )}
      </dl>
    </section>
    <section>
      <h2>${t.reports.reproduce}</h2>
      <p class="lede">${t.reports.reproduceHelp}</p>
      <ul class="repeat">
        ${columns.map((column) => fragment`<li>${runName(column)}<code>${reproduceCommand(column)}</code></li>`)}
      </ul>
    </section>`;
}

function engineDetail(engine: EngineInfo): Markup {
  const processor = processorText(engine);
  return fragment` · tfjs ${engine.tfjs}${processor === '' ? null : fragment`<br />${processor}`}`;
}

/** The command that trains a run again. */
export function reproduceCommand({ run, model }: Pick<Column, 'run' | 'model'>): string {
  const { config } = run;
  const preset = model.presets.find(({ id }) => id === config.preset);
  const settings = Object.entries(config.hyperparameters)
    .filter(([name, value]) => (preset?.hyperparameters[name] ?? model.fields[name]?.default) !== value)
    .map(([name, value]) => ` --set ${name}=${String(value)}`);
  const changes = (config.changes ?? []).map(
    ({ step, hyperparameters, only }) =>
      ` --at ${[String(step), ...Object.entries({ ...hyperparameters, ...(only && { only }) }).map(([name, value]) => `${name}=${String(value)}`)].join(' ')}`,
  );
  const budget = ` --${config.budget.unit} ${String(config.budget.count)}`;
  const { columns, rows } = config.sampleSheet;
  const usual = preset?.sampleSheet ?? DEFAULT_SHEET;
  const sheet =
    columns === usual.columns && rows === usual.rows ? '' : ` --sheet ${String(columns)}x${String(rows)}`;
  const chosen = (['engine', 'device'] as const)
    .filter((option) => config[option] !== 'auto')
    .map((option) => ` --${option} ${config[option]}`);
  return `${COMMAND} train ${config.model} --dataset ${config.dataset}${preset ? ` --preset ${preset.id}` : ''}${budget}${sheet} --seed ${String(config.seed)}${[...settings, ...changes, ...chosen].join('')}`;
}
