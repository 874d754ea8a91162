import { COMMAND } from '../contract/command';
import { itemsText, lowerFirst } from '../contract/evaluation';
import type { ModelInfo } from '../contract/model';
import { parameterCount, type NetworkSummary } from '../contract/network';
import { countText, fourDigits } from '../contract/numbers';
import type { Quality } from '../contract/quality';
import type { Run } from '../contract/run';
import type { StoredDataset } from '../store/datasets';
import { PUBLISHED_DATASETS } from '../datasets/published';
import { QUALITY_METRICS } from '../evaluation/registry';
import { alertText } from '../presentation/alerts';
import { qualityFacts, qualityRows } from '../presentation/quality';
import { settingsOf } from '../presentation/settings';
import { reproduceCommand } from '../reports/provenance';
import { engineText } from '../reports/tables';
import { plainMarkdown as plain } from './plain-markdown';

/** The facts about a checkpoint that its card states. */
export interface CardFacts {
  readonly run: Run;
  readonly step: number;
  readonly model: ModelInfo;
  /** null if the dataset was removed. */
  readonly dataset: StoredDataset | null;
  readonly networks: readonly NetworkSummary[];
  /** The newest evaluation at the step or before it; null if there is none. */
  readonly quality: Quality | null;
  readonly notes: string;
  readonly version: string;
}

const list = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join('\n');

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map((row) => line(row.map(plain)))].join('\n');
}

/** The licence of a dataset's items, as far as the workbench knows it. */
function licenceText(dataset: Pick<StoredDataset, 'name' | 'source'> | null, name: string): string {
  if (dataset?.source === 'generated') return 'none: the workbench generates its items from a formula';
  if (dataset?.source === 'included') return 'CC BY-SA 3.0 (Y. LeCun, C. Cortes, C. Burges: MNIST)';
  const published = PUBLISHED_DATASETS.find((one) => one.name === name);
  return published === undefined
    ? 'not known: it was imported from files without one'
    : `${published.licence}; ${published.citation}`;
}

function aboutModel({ model, networks }: CardFacts): string {
  const { title, summary, paper, page } = model;
  const sizes = networks.map(
    (network) => `${plain(network.name)}: ${countText(parameterCount(network))} parameters`,
  );
  return `${plain(page.about)}\n\n${list([`${title}: ${plain(lowerFirst(summary))}`, `Paper: ${plain(paper)}`, ...sizes])}`;
}

function aboutData({ run, dataset }: CardFacts): string {
  const counted =
    dataset === null
      ? []
      : [
          `${countText(dataset.trainCount)} items for training, ${countText(dataset.testCount)} in the test split`,
        ];
  return list([
    `${plain(run.datasetName)} (\`${run.config.dataset}\`)`,
    ...counted,
    ...(run.datasetFingerprint === null
      ? []
      : [`SHA-256 of items and labels: \`${run.datasetFingerprint}\``]),
    `Licence: ${plain(licenceText(dataset, run.datasetName))}`,
  ]);
}

function aboutQuality({ run, quality, step }: CardFacts): string {
  if (quality === null)
    return 'The samples of this run have not been evaluated, so nothing is known about their quality but how they look.';
  const earlier =
    quality.step === step ? '' : ` The checkpoint is of step ${countText(step)}, which was not evaluated.`;
  const rows = qualityRows(QUALITY_METRICS, quality).map(({ texts }) => texts);
  return [
    `${plain(qualityFacts(quality, run.config))}${earlier}`,
    table(['Metric', 'Value', '95 % interval', 'Floor: training items in place of samples'], rows),
  ].join('\n\n');
}

/** Means over items that the run was not trained on; empty if there are none. */
function heldOut({ run, model }: CardFacts): string[] {
  const rows = run.evaluations.flatMap(({ step, count, of, metrics }) =>
    Object.entries(metrics).map(([name, { mean, standardError }]) => [
      model.metrics.find((metric) => metric.name === name)?.label ?? name,
      `${fourDigits(mean)}${standardError === null ? '' : ` ± ${fourDigits(standardError)}`}`,
      `${itemsText({ count, of })}, step ${countText(step)}`,
    ]),
  );
  if (rows.length === 0) return [];
  return ['## Metrics on held-out items', table(['Metric', 'Mean ± standard error', 'Items'], rows)];
}

function limits({ model, run }: CardFacts): string {
  const known = model.page.failures.map(({ sign, cause }) => `${plain(sign)} ${plain(cause)}`);
  const own = (run.alerts ?? []).map((alert) => {
    const { title, evidence } = alertText(alert, model);
    return `${title}, from step ${countText(alert.step)} of this run on: ${plain(evidence)}`;
  });
  return [
    `It was trained on ${plain(run.datasetName)} alone and knows nothing else. Models of this kind are for experiments and teaching; do not use it where a wrong sample does harm.`,
    list([...own, ...known, ...model.page.departures.map(plain)]),
  ].join('\n\n');
}

function settings({ run, model }: CardFacts): string {
  const rows = settingsOf(run, model).map(({ label, text, defaultText }) => [label, text, defaultText ?? '']);
  return table(['Setting', 'Value', 'Default'], rows);
}

function loading({ run: { id }, step }: CardFacts): string {
  const at = `--option step=${String(step)}`;
  return [
    `\`${COMMAND} export ${String(id)} --as weights-safetensors ${at}\` writes the weights.`,
    [
      '```python',
      'from safetensors.numpy import load_file',
      '',
      `weights = load_file("run-${String(id)}-weights-step-${String(step)}.safetensors")`,
      '```',
    ].join('\n'),
    'Names are `network/layer/weight`. Dense weights are [inputs, units]; the metadata of the file describes the other layouts.',
  ].join('\n\n');
}

/** Describes a checkpoint for those who receive its weights; Mitchell et al. 2019, "Model Cards for Model Reporting". */
export function* modelCard(facts: CardFacts): Generator<string, void, void> {
  const { run, step, model, notes, version } = facts;
  const sections = [
    `# ${plain(run.name)}`,
    `${model.title} on ${plain(run.datasetName)}, step ${countText(step)}, seed ${String(run.config.seed)}. Trained with Latent Workbench ${version}.`,
    ...(notes.trim() === '' ? [] : ['## Notes', notes.trim()]),
    '## Model',
    aboutModel(facts),
    '## Training data',
    aboutData(facts),
    '## Quality of samples',
    aboutQuality(facts),
    ...heldOut(facts),
    '## Limits',
    limits(facts),
    '## Settings',
    settings(facts),
    '## Reproduce',
    `Trained on ${plain(engineText(run))}. The seed decides everything that is random.`,
    `\`\`\`sh\n${reproduceCommand({ run, model })}\n\`\`\``,
    '## Load the weights',
    loading(facts),
  ];
  for (const section of sections) yield `${section}\n\n`;
}
