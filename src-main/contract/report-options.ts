import type { HyperparameterValue } from './hyperparameters';
import { COMPARISON_SECTIONS, type ComparisonSection } from './saved-comparison';

/** The option of a report for no saved comparison, or no baseline run: their default. */
export const NO_CHOICE = '';

export interface ReportChoice {
  /** Name of the saved comparison whose name and note the report has; null for none. */
  readonly comparison: string | null;
  /** The shown sections, in their order. */
  readonly sections: readonly ComparisonSection[];
  /** Id of the baseline run; null for none. */
  readonly baseline: number | null;
}

type Options = Readonly<Record<string, HyperparameterValue>>;

/** The options of a report's export that show a choice. */
export function reportOptions({ comparison, sections, baseline }: ReportChoice): Options {
  return {
    ...Object.fromEntries(COMPARISON_SECTIONS.map((section) => [section, sections.includes(section)])),
    order: sections.map((section) => COMPARISON_SECTIONS.indexOf(section) + 1).join(', '),
    ...(comparison !== null && { comparison }),
    ...(baseline !== null && { baseline: String(baseline) }),
  };
}

/** The shown sections in their order: first those that `order` numbers, then the others. */
export function shownSections(options: Options, order: readonly number[]): ComparisonSection[] {
  const numbered = order.flatMap((number) => COMPARISON_SECTIONS[number - 1] ?? []);
  return [...new Set([...numbered, ...COMPARISON_SECTIONS])].filter((section) => options[section] === true);
}
