import type { ModelInfo, Preset } from '../contract/model';
import type { RunConfig } from '../contract/run';
import { runName, type Column } from './columns';
import { fragment, type Markup } from './markup';
import type { ReportInput } from './report-input';
import { engineText } from './tables';

/** The models and where they are from. */
export function models(columns: readonly Column[]): Markup {
  const known = new Map(columns.map(({ model }) => [model.id, model]));
  return fragment`<section>
    <h2>${known.size === 1 ? 'Model' : 'Models'}</h2>
    <dl>
      ${[...known.values()].map(
        ({ title, summary, paper }) =>
          fragment`<dt>${title}</dt>
            <dd>${summary} <span class="faint">${paper}</span></dd>`,
      )}
    </dl>
  </section>`;
}

/** What is needed to have the same numbers again. */
export function provenance({ version, machine }: ReportInput, columns: readonly Column[]): Markup {
  const datasets = new Map(
    columns.map(({ run }) => [`${run.config.dataset} ${run.datasetFingerprint ?? ''}`, run] as const),
  );
  return fragment`<section>
      <h2>Where it is from</h2>
      <dl>
        ${[...datasets.values()].map(
          (run) =>
            fragment`<dt>Dataset</dt>
              <dd>
                ${run.datasetName} <span class="faint">${run.config.dataset}</span><br />
                ${run.datasetFingerprint === null ? null : fragment`SHA-256 <code>${run.datasetFingerprint}</code>`}
              </dd>`,
        )}
        ${
          machine === undefined
            ? null
            : fragment`<dt>Written on</dt>
                <dd>${machine}</dd>`
        }
        <dt>Workbench</dt>
        <dd>Latent Workbench ${version}</dd>
        ${columns.map(
          (column) =>
            fragment`<dt>${runName(column)}</dt>
              <dd>
                ${engineText(column.run)}${column.run.engine === null ? null : fragment` · tfjs ${column.run.engine.tfjs}`}
              </dd>`,
        )}
      </dl>
    </section>
    <section>
      <h2>To repeat it</h2>
      <p class="lede">
        The seed decides everything that is random; the same engine on the same kind of machine gives the same
        numbers.
      </p>
      <ul class="repeat">
        ${columns.map((column) => fragment`<li>${runName(column)}<code>${commandOf(column)}</code></li>`)}
      </ul>
    </section>`;
}

function commandOf({ run, model }: Column): string {
  const { config } = run;
  const preset = presetOf(model, config);
  const settings = Object.entries(config.hyperparameters)
    .filter(([name, value]) => (preset?.hyperparameters[name] ?? model.fields[name]?.default) !== value)
    .map(([name, value]) => ` --set ${name}=${String(value)}`);
  const budget = ` --${config.budget.unit} ${String(config.budget.count)}`;
  const chosen = (['engine', 'device'] as const)
    .filter((option) => config[option] !== 'auto')
    .map((option) => ` --${option} ${config[option]}`);
  return `npm start -- train ${config.model} --dataset ${config.dataset}${preset ? ` --preset ${preset.id}` : ''}${budget} --seed ${String(config.seed)}${[...settings, ...chosen].join('')}`;
}

/** The preset that brings the run's sheet of samples along; nothing else on the command line does. */
function presetOf({ presets }: ModelInfo, { sampleSheet: { columns, rows } }: RunConfig): Preset | undefined {
  if (columns === 8 && rows === 8) return undefined;
  return presets.find(({ sampleSheet }) => sampleSheet?.columns === columns && sampleSheet.rows === rows);
}
