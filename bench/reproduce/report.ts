/** The results of recipes as Markdown, beside the published values. */
import type { Recipe } from './recipes';

export interface Trial {
  readonly seed: number;
  readonly values: Readonly<Record<string, number>>;
  readonly seconds: number;
}

export interface Result {
  readonly machine: string;
  readonly tfjs: string;
  readonly date: string;
  readonly trials: readonly Trial[];
}

/** By the recipe's id. */
export type Results = Readonly<Record<string, Result>>;

export function reproductionMarkdown(recipes: readonly Recipe[], results: Results): string {
  const rows = recipes.flatMap((recipe) => {
    const result = results[recipe.id];
    return result === undefined ? [] : rowsOf(recipe, result);
  });
  const missing = recipes.filter(({ id }) => results[id] === undefined).map(({ id }) => `\`${id}\``);
  const machines = new Set(Object.values(results).map(({ machine, tfjs }) => `${machine}, tfjs ${tfjs}`));
  return [
    '# Reproduction',
    '',
    'Published results beside what the workbench gives with the same settings. Each row says over how many seeds (1, 2, …)',
    'its mean and standard deviation are, and on how many items of which split it was measured.',
    '',
    '```',
    'npm run reproduce -- --data FOLDER [--only RECIPE,…] [--seeds N]',
    '```',
    '',
    'takes the four IDX files of MNIST in a folder, gzipped or not, and measures what is not measured yet; `--again` measures',
    `again. Measured on ${[...machines].join('; ')}.`,
    '',
    '| recipe | what | obtained | published | length | n | seeds | date | source | differences |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
    ...(missing.length > 0 ? [`Not measured yet: ${missing.join(', ')}.`, ''] : []),
  ].join('\n');
}

function rowsOf(
  { id, title, source, length, differences, published, training }: Recipe,
  result: Result,
): string[] {
  return published.map(({ measure, text, value }, i) => {
    const numbers = result.trials.map(({ values }) => values[measure] ?? NaN);
    const n = itemsOf(measure, training?.dataset);
    const cells = [
      i === 0 ? `${title} (\`${id}\`)` : '',
      text,
      meanText(numbers),
      value,
      i === 0 ? length || '–' : '',
      n,
      String(numbers.length),
      result.date,
      i === 0 ? source : '',
      i === 0 ? differences || 'none known' : '',
    ];
    return `| ${cells.join(' | ')} |`;
  });
}

/** Mean ± standard deviation; for one seed only the value. */
function meanText(numbers: readonly number[]): string {
  const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
  const shown = (value: number) => String(Number(value.toPrecision(4)));
  if (numbers.length < 2) return shown(mean);
  const squares = numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return `${shown(mean)} ± ${Number(Math.sqrt(squares / (numbers.length - 1)).toPrecision(2)).toString()}`;
}

function itemsOf(measure: string, dataset: string | undefined): string {
  if (measure.includes('@')) return 'training batches';
  if (dataset === 'mnist') return '10,000 test images';
  return measure === 'modes_covered' || measure === 'high_quality' ? '2,500 samples' : '10,000 + 10,000';
}
