import type { NumberField } from '../../src-main/contract/hyperparameters';

/**
 * The next value up or down from the keyboard: along 1, 2, 5, 10 … for logarithmic fields, by one for integers, by a
 * hundredth of the range otherwise.
 */
export function nudge(field: NumberField, value: number, up: boolean): number {
  const next =
    field.scale === 'log' && value > 0
      ? nextRound(value, up)
      : value + (up ? 1 : -1) * (field.kind === 'integer' ? 1 : roundStep(field.max - field.min));
  const clamped = Math.min(Math.max(Number(next.toPrecision(10)), field.min), field.max);
  return field.kind === 'integer' ? Math.round(clamped) : clamped;
}

function nextRound(value: number, up: boolean): number {
  const decade = 10 ** Math.floor(Math.log10(value) + 1e-9);
  const leading = value / decade;
  const ladder = up ? [1, 2, 5, 10] : [5, 2, 1, 0.5];
  const next = ladder.find((one) => (up ? one > leading + 1e-9 : one < leading - 1e-9));
  return decade * (next ?? leading);
}

function roundStep(range: number): number {
  return 10 ** Math.round(Math.log10(range / 100));
}
