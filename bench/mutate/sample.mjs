import { createHash } from 'node:crypto';
import {
  commonTokens,
  declareClassPlugin,
  declareFactoryPlugin,
  PluginKind,
  tokens,
} from '@stryker-mutator/api/plugin';
import { isEquivalent } from './equivalent.mjs';
import { createProgress } from './summary.mjs';

/**
 * `count` of the mutants, the same for the same seed: those whose hash comes first. A mutant's hash depends on nothing
 * but itself, so that most of the sample stays when code elsewhere changes.
 */
export function sampleOf(mutants, { count, seed }) {
  const rank = ({ fileName, location, replacement }) =>
    createHash('sha256')
      .update(JSON.stringify([seed, fileName.replaceAll('\\', '/'), location, replacement]))
      .digest('hex');
  const ranked = mutants.map((mutant) => ({ mutant, rank: rank(mutant) }));
  ranked.sort((a, b) => (a.rank < b.rank ? -1 : 1));
  return ranked.slice(0, count).map(({ mutant }) => mutant);
}

/**
 * A checker of Stryker's that lets a sample of the mutants through, and none that is known to be equivalent. All
 * mutants pass one process of it in one call of `group`, and only there are they seen together.
 */
export class Sample {
  static inject = tokens(commonTokens.options);
  #options;
  #reasons = new Map();

  constructor({ sample }) {
    this.#options = sample;
  }

  async init() {}

  async group(mutants) {
    const equivalent = mutants.filter(isEquivalent);
    const chosen = sampleOf(
      mutants.filter((mutant) => !equivalent.includes(mutant)),
      this.#options,
    );
    for (const { id } of mutants) this.#reasons.set(id, 'not in the sample');
    for (const { id } of equivalent) this.#reasons.set(id, 'equivalent');
    for (const { id } of chosen) this.#reasons.delete(id);
    return [mutants.map(({ id }) => id)];
  }

  async check(mutants) {
    const resultOf = (reason) =>
      reason === undefined ? { status: 'passed' } : { status: 'compileError', reason };
    return Object.fromEntries(mutants.map(({ id }) => [id, resultOf(this.#reasons.get(id))]));
  }
}

export const strykerPlugins = [
  declareClassPlugin(PluginKind.Checker, 'sample', Sample),
  declareFactoryPlugin(PluginKind.Reporter, 'each', createProgress),
];
export const strykerValidationSchema = { properties: { sample: { type: 'object' } } };
