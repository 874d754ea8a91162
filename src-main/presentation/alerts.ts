import type { Alert, AlertKind } from '../contract/alert';
import type { ModelInfo } from '../contract/model';
import { evidenceText } from '../contract/problems/catalogue';
import type { RunConfig } from '../contract/run';
import { t } from '../contract/texts';

type Change = { readonly set: number | string } | { readonly factor: number };

/** The hyperparameters that a remedy changes, as far as the model has them. */
const CHANGES: Readonly<Record<AlertKind, Readonly<Record<string, Change>>>> = {
  collapse: { learningRate: { factor: 0.5 }, beta1: { set: 0.5 } },
  'discriminator-wins': { learningRate: { factor: 0.5 }, realLabel: { set: 0.9 } },
  'posterior-collapse': { beta: { factor: 0.25 }, lossReduction: { set: 'elbo' } },
  memorisation: {},
  'divergence-ahead': { learningRate: { factor: 0.5 } },
};

export interface AlertText {
  readonly title: string;
  readonly evidence: string;
  readonly remedy: string;
}

/** Returns an alert's text, with the remedy from its model's page. */
export function alertText({ kind, evidence }: Alert, model: Pick<ModelInfo, 'page'> | undefined): AlertText {
  const known = model?.page.failures.find(({ alert }) => alert === kind);
  const remedy = known?.remedy ?? t.alerts.remedies[kind];
  return { title: t.alerts.titles[kind], evidence: evidenceText(evidence), remedy };
}

/** Returns only the hyperparameters that the remedy changes, with their new values. */
export function remedyOf(
  kind: AlertKind,
  { hyperparameters }: Pick<RunConfig, 'hyperparameters'>,
  fields: ModelInfo['fields'],
): RunConfig['hyperparameters'] {
  const changed: [string, number | string][] = [];
  for (const [name, change] of Object.entries(CHANGES[kind])) {
    const now = hyperparameters[name];
    if (!(name in fields) || now === undefined) continue;
    const next = 'set' in change ? change.set : typeof now === 'number' ? now * change.factor : null;
    if (next !== null && next !== now) changed.push([name, next]);
  }
  return Object.fromEntries(changed);
}
