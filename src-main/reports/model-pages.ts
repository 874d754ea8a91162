import { rangeText, valueText } from '../contract/hyperparameters';
import { metricHelp, presetHelp, type ModelInfo, type Preset } from '../contract/model';
import { t } from '../contract/texts';
import { measuredText } from '../presentation/measured-text';

/** Pages about models as Markdown, for the documentation and the command line. */

/** Renders everything in a model's description as Markdown, with its texts and headings in the current language. */
export function modelPage(info: ModelInfo): string {
  const { page, defaultBudget } = info;
  const { models } = t;
  const words = models.page;
  return document([
    `# ${info.title}`,
    `\`${info.id}\` · ${words.about(models.families[info.family], info.data, info.needsLabels, defaultBudget.count, defaultBudget.unit)}`,
    info.summary,
    page.about,
    `## ${models.equations}`,
    list(page.equations.map(({ label, formula }) => `${label}: \`${formula}\``)),
    words.where,
    list(page.symbols.map(({ symbol, meaning }) => words.meaning(`\`${symbol}\``, meaning))),
    `## ${models.expect}`,
    `**${models.curves}.** ${page.expectations.curves}`,
    `**${words.figures}.** ${page.expectations.figures}`,
    `**${models.cost}.** ${page.expectations.cost}`,
    `**${models.valuesAreOf}.** ${measuredText(info)}`,
    `## ${models.goesWrong}`,
    ...page.failures.flatMap(({ sign, cause, remedy }) => [
      `### ${sign}`,
      cause,
      `**${words.whatToDo}:** ${remedy}`,
    ]),
    ...section(models.departures, list(page.departures)),
    `## ${words.hyperparameters}`,
    table(
      words.settingHeads,
      Object.entries(info.fields).map(([name, field]) => [
        field.label,
        `\`${name}\``,
        valueText(field, field.default),
        rangeText(field),
        field.help,
      ]),
    ),
    ...section(models.presets, list(info.presets.map((preset) => presetText(info, preset)))),
    `## ${words.metrics}`,
    table(
      words.metricHeads,
      info.metrics.map((metric) => [
        metric.unit === undefined ? metric.label : `${metric.label} (${metric.unit})`,
        `\`${metric.name}\``,
        metricHelp(metric),
      ]),
    ),
    `## ${models.reading}`,
    list(page.reading),
  ]);
}

/** Renders the front page of the models' documentation as Markdown. */
export function modelIndex(models: readonly ModelInfo[]): string {
  return document([
    '# Models',
    'What each model is, what to expect of it, and what to do when it goes wrong. These pages are made from the ' +
      'models’ own descriptions, which the workbench shows too; ' +
      '`npx vitest run src-main/reports/model-pages.test.ts -u` updates them.',
    table(
      ['Model', 'Name', 'Data', 'What it is'],
      models.map(({ id, title, data, summary }) => [`[${title}](${id}.md)`, `\`${id}\``, data, summary]),
    ),
  ]);
}

function presetText({ fields }: ModelInfo, preset: Preset): string {
  const { id, label, hyperparameters } = preset;
  const values = Object.entries(hyperparameters).map(
    ([name, value]) => `${fields[name]?.label ?? name}: ${valueText(fields[name], value)}`,
  );
  const settings = values.length === 0 ? '' : ` (${values.join('; ')})`;
  return `**${label}** (\`${id}\`): ${presetHelp(preset)}${settings}`;
}

/** A section with a heading; none if the text is empty. */
function section(title: string, text: string): string[] {
  return text === '' ? [] : [`## ${title}`, text];
}

function document(blocks: readonly string[]): string {
  return `${blocks.join('\n\n')}\n`;
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
