import * as z from 'zod';
import { problemWith, type Field, type Fields, type HyperparameterValue } from './hyperparameters';
import type { FieldReason } from './problems/en/fields';
import { because, oneOf, wholeNumberFrom } from './validation';

/** Number of steps of one run at which hyperparameters change. */
export const MAX_CHANGES = 1000;

const VALUES = because('changed-values');
export const ChangedValuesSchema = z.record(z.string(), z.number(VALUES), VALUES);
export type ChangedValues = z.infer<typeof ChangedValuesSchema>;

/** The two networks of a GAN; a critic is a discriminator here. */
export const NetworkRoleSchema = oneOf('network-role', ['generator', 'discriminator']);
export type NetworkRole = z.infer<typeof NetworkRoleSchema>;

/** What a person can let a run record between its cadences. */
export const RecordedNowSchema = oneOf('recorded-now', ['samples', 'checkpoint']);
export type RecordedNow = z.infer<typeof RecordedNowSchema>;

/** New values of hyperparameters from a step on, or a step that updates one network only. They belong to a run's configuration, so they repeat with it. */
export const RunChangeSchema = z.object({
  /** Number of steps done with the values before. */
  step: wholeNumberFrom('change-step', 0),
  hyperparameters: ChangedValuesSchema,
  /** The only network that the next step updates; absent if it updates all. */
  only: NetworkRoleSchema.optional(),
});
export type RunChange = z.infer<typeof RunChangeSchema>;

const CHANGES = because({ code: 'changes', most: MAX_CHANGES });
export const RunChangesSchema = z.array(RunChangeSchema, CHANGES).max(MAX_CHANGES, CHANGES);

/** The part of a configuration that determines the values at each step. */
export interface ChangingConfig {
  readonly hyperparameters: Readonly<Record<string, HyperparameterValue>>;
  readonly changes?: readonly RunChange[] | undefined;
}

/** The hyperparameters of the step after `step` steps. */
export function hyperparametersAt(
  { hyperparameters, changes = [] }: ChangingConfig,
  step: number,
): Readonly<Record<string, HyperparameterValue>> {
  const taken = changes.filter((change) => change.step <= step);
  return Object.assign({}, hyperparameters, ...taken.map((change) => change.hyperparameters)) as Record<
    string,
    HyperparameterValue
  >;
}

/** Adds a change to others, in the order of steps; values of the same step replace earlier ones. */
export function withChange(changes: readonly RunChange[], change: RunChange): RunChange[] {
  const { step } = change;
  const same = changes.find((one) => one.step === step);
  const only = change.only ?? same?.only;
  const hyperparameters = { ...same?.hyperparameters, ...change.hyperparameters };
  const merged = { step, hyperparameters, ...(only !== undefined && { only }) };
  return [...changes.filter((one) => one.step !== step), merged].sort((a, b) => a.step - b.step);
}

/** One hyperparameter that takes another value. */
export interface ChangedValue {
  readonly step: number;
  readonly name: string;
  readonly from: HyperparameterValue | undefined;
  readonly to: number;
}

/** All values that differ from those before, in the order of steps. */
export function changedValues(config: ChangingConfig): ChangedValue[] {
  return (config.changes ?? []).flatMap(({ step, hyperparameters }) => {
    const before = hyperparametersAt(config, step - 1);
    return Object.entries(hyperparameters)
      .map(([name, to]) => ({ step, name, from: before[name], to }))
      .filter(({ from, to }) => from !== to);
  });
}

/** Consecutive steps that updated one network only, by their numbers. */
export interface OneNetworkSteps {
  readonly only: NetworkRole;
  readonly from: number;
  readonly to: number;
}

/** All steps that updated one network only, in order. */
export function oneNetworkSteps({ changes = [] }: Pick<ChangingConfig, 'changes'>): OneNetworkSteps[] {
  const found: OneNetworkSteps[] = [];
  for (const { step, only } of changes) {
    if (only === undefined) continue;
    const last = found.at(-1);
    const number = step + 1;
    if (last?.only === only && last.to === step) found.splice(-1, 1, { ...last, to: number });
    else found.push({ only, from: number, to: number });
  }
  return found;
}

/** The hyperparameters of a model that may change while a run trains. */
export function changeableFields(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, field]) => isChangeable(field)));
}

/** The values that are inputs of a model's step, among values by hyperparameter. */
export function stepInputsOf(
  fields: Fields,
  values: Readonly<Record<string, unknown>>,
): Record<string, number> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]) => {
      const value = values[name];
      const isInput = 'whileTraining' in field && field.whileTraining === 'input';
      return isInput && typeof value === 'number' ? [[name, value] as const] : [];
    }),
  );
}

const isChangeable = (field: Field): boolean => 'whileTraining' in field && field.whileTraining !== undefined;

/** What is wrong with planned changes; null if nothing is. */
export function changesProblem(
  { fields, family, title }: { readonly fields: Fields; readonly family: string; readonly title: string },
  changes: readonly RunChange[],
): FieldReason | null {
  const [wrong] = changes.flatMap(({ hyperparameters }) =>
    Object.values(changeProblems(fields, hyperparameters)),
  );
  if (wrong !== undefined) return wrong;
  const isOneNetwork = changes.some(({ only }) => only !== undefined);
  return isOneNetwork && family !== 'GAN' ? { code: 'one-network', model: title } : null;
}

/** What is wrong with new values, by hyperparameter; empty if nothing is. */
export function changeProblems(fields: Fields, values: ChangedValues): Record<string, FieldReason> {
  const known = Object.keys(changeableFields(fields));
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
      const problem: FieldReason | null =
        field === undefined || !isChangeable(field)
          ? { code: 'not-changeable', label: field?.label ?? name, known }
          : problemWith(field, value);
      return problem === null ? [] : [[name, problem] as const];
    }),
  );
}
