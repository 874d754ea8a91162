import type { ClassChoice } from '../../src-main/contract/latent';

/** A class, or an interpolation of two, as chosen for all models together; ignored by models without classes. */
export interface ChosenClass {
  readonly label: number;
  readonly toLabel: number | null;
  readonly share: number;
}

/** The choice as a model takes it. @param classes number of classes of the model; null for a model without classes */
export function classChoice({ label, toLabel, share }: ChosenClass, classes: number | null): ClassChoice {
  if (classes === null) return { label: null, to: null };
  const within = (value: number) => Math.min(value, classes - 1);
  return { label: within(label), to: toLabel === null ? null : { label: within(toLabel), share } };
}

export const chosenClass = ({ label, to }: ClassChoice): ChosenClass => ({
  label: label ?? 0,
  toLabel: to?.label ?? null,
  share: to?.share ?? 0,
});
