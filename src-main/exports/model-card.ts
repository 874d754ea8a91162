import { translatedMetric } from '../presentation/translated';
import { t } from '../contract/texts';
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
  if (dataset?.source === 'generated') return t.reports.card.generated;
  if (dataset?.source === 'included') return 'CC BY-SA 3.0 (Y. LeCun, C. Cortes, C. Burges: MNIST)';
  const published = PUBLISHED_DATASETS.find((one) => one.name === name);
  return published === undefined
    ? t.reports.card.unknownLicence
    : `${published.licence}; ${published.citation}`;
}

function aboutModel({ model, networks }: CardFacts): string {
  const { title, summary, paper, page } = model;
  const sizes = networks.map(
    (network) => `${plain(network.name)}: ${t.run.parameters(countText(parameterCount(network)))}`,
  );
  return `${plain(page.about)}\n\n${list([`${title}: ${plain(lowerFirst(summary))}`, t.reports.card.paper(plain(paper)), ...sizes])}`;
}

function aboutData({ run, dataset }: CardFacts): string {
  const counted = dataset === null ? [] : [t.reports.card.items(dataset.trainCount, dataset.testCount)];
  return list([
    `${plain(run.datasetName)} (\`${run.config.dataset}\`)`,
    ...counted,
    ...(run.datasetFingerprint === null ? [] : [t.reports.card.hash(`\`${run.datasetFingerprint}\``)]),
    t.reports.card.licence(plain(licenceText(dataset, run.datasetName))),
  ]);
}

function aboutQuality({ run, quality, step }: CardFacts): string {
  if (quality === null) return t.reports.card.notEvaluated;
  const earlier = quality.step === step ? '' : t.reports.card.earlierStep(countText(step));
  const rows = qualityRows(QUALITY_METRICS.map(translatedMetric), quality).map(({ texts }) => texts);
  return [
    `${plain(qualityFacts(quality, run.config))}${earlier}`,
    table([t.common.metric, t.run.value, t.run.interval, t.reports.card.floor], rows),
  ].join('\n\n');
}

/** Means over items that the run was not trained on; empty if there are none. */
function heldOut({ run, model }: CardFacts): string[] {
  const rows = run.evaluations.flatMap(({ step, count, of, metrics }) =>
    Object.entries(metrics).map(([name, { mean, standardError }]) => [
      model.metrics.find((metric) => metric.name === name)?.label ?? name,
      `${fourDigits(mean)}${standardError === null ? '' : ` ± ${fourDigits(standardError)}`}`,
      `${itemsText({ count, of })}, ${t.reports.stepAt(countText(step))}`,
    ]),
  );
  if (rows.length === 0) return [];
  return [
    `## ${t.reports.card.heldOut}`,
    table([t.common.metric, t.reports.card.mean, t.reports.card.itemsHead], rows),
  ];
}

function limits({ model, run }: CardFacts): string {
  const known = model.page.failures.map(({ sign, cause }) => `${plain(sign)} ${plain(cause)}`);
  const own = (run.alerts ?? []).map((alert) => {
    const { title, evidence } = alertText(alert, model);
    return t.reports.card.ownLimit(title, countText(alert.step), plain(evidence));
  });
  return [
    t.reports.card.only(plain(run.datasetName)),
    list([...own, ...known, ...model.page.departures.map(plain)]),
  ].join('\n\n');
}

function settings({ run, model }: CardFacts): string {
  const rows = settingsOf(run, model).map(({ label, text, defaultText }) => [label, text, defaultText ?? '']);
  return table([t.compare.setting, t.run.value, t.common.default], rows);
}

function loading({ run: { id }, step }: CardFacts): string {
  const at = `--option step=${String(step)}`;
  return [
    t.reports.card.writes(`\`${COMMAND} export ${String(id)} --as weights-safetensors ${at}\``),
    [
      '```python',
      'from safetensors.numpy import load_file',
      '',
      `weights = load_file("run-${String(id)}-weights-step-${String(step)}.safetensors")`,
      '```',
    ].join('\n'),
    t.reports.card.layout('`network/layer/weight`'),
  ].join('\n\n');
}

/** Describes a checkpoint for those who receive its weights; Mitchell et al. 2019, "Model Cards for Model Reporting". */
export function* modelCard(facts: CardFacts): Generator<string, void, void> {
  const { run, step, model, notes, version } = facts;

  const sections = [
    `# ${plain(run.name)}`,
    t.reports.card.trained(model.title, plain(run.datasetName), countText(step), run.config.seed, version),
    ...(notes.trim() === '' ? [] : [`## ${t.common.notes}`, notes.trim()]),
    `## ${t.common.model}`,
    aboutModel(facts),
    `## ${t.reports.card.data}`,
    aboutData(facts),
    `## ${t.compare.sectionTitles.quality}`,
    aboutQuality(facts),
    ...heldOut(facts),
    `## ${t.reports.card.limits}`,
    limits(facts),
    `## ${t.common.settings}`,
    settings(facts),
    `## ${t.reports.reproduce}`,
    t.reports.card.reproduceHelp(plain(engineText(run))),
    `\`\`\`sh\n${reproduceCommand({ run, model })}\n\`\`\``,
    `## ${t.reports.card.load}`,
    loading(facts),
  ];
  for (const section of sections) yield `${section}\n\n`;
}
