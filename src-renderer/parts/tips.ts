import { Tooltip } from 'bits-ui';

interface Tip {
  readonly label: string;
  /** Keys that do the same. */
  readonly keys?: string | undefined;
}

/** Joins all buttons that have a tip with the one place that shows it: a tooltip for each would cost more than the button. */
export const tips = Tooltip.createTether<Tip>();
