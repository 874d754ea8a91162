import { createHash } from 'node:crypto';
import { CheckStatus } from '@stryker-mutator/api/check';
import {
  commonTokens,
  declareClassPlugin,
  declareFactoryPlugin,
  PluginKind,
  tokens,
} from '@stryker-mutator/api/plugin';
import { isEquivalent } from './equivalent.mjs';
import { createProgress } from './summary.mjs';

/** @import { Checker, CheckResult } from '@stryker-mutator/api/check' */
/** @import { Mutant, StrykerOptions } from '@stryker-mutator/api/core' */
/** @typedef {{ count: number, seed: number }} SampleOptions */

/**
 * `count` of the mutants, the same for the same seed: those with the lowest hashes. The hash of a mutant depends only
 * on the mutant, so that most of the sample stays the same when code elsewhere changes.
 * @param {readonly Mutant[]} mutants
 * @param {SampleOptions} options
 */
export function sampleOf(mutants, { count, seed }) {
  /** @param {Mutant} mutant */
  const rank = ({ fileName, location, replacement }) =>
    createHash('sha256')
      .update(JSON.stringify([seed, fileName.replaceAll('\\', '/'), location, replacement]))
      .digest('hex');
  const ranked = mutants.map((mutant) => ({ mutant, rank: rank(mutant) }));
  ranked.sort((a, b) => (a.rank < b.rank ? -1 : 1));
  return ranked.slice(0, count).map(({ mutant }) => mutant);
}

/**
 * A Stryker checker that lets a sample of the mutants through, without known equivalent ones. All mutants pass through
 * one process of it in one call of `group`, the only place where they are available together.
 * @implements {Checker}
 */
export class Sample {
  static inject = tokens(commonTokens.options);
  /** @type {SampleOptions} */
  #options;
  /** Why a mutant is excluded, by its id. @type {Map<string, string>} */
  #reasons = new Map();

  /** @param {StrykerOptions & { sample?: SampleOptions }} options */
  constructor({ sample = { count: Number.MAX_SAFE_INTEGER, seed: 1 } }) {
    this.#options = sample;
  }

  async init() {}

  /** @param {readonly Mutant[]} mutants */
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

  /** @param {readonly Mutant[]} mutants */
  async check(mutants) {
    /** @type {(reason: string | undefined) => CheckResult} */
    const resultOf = (reason) =>
      reason === undefined ? { status: CheckStatus.Passed } : { status: CheckStatus.CompileError, reason };
    return Object.fromEntries(mutants.map(({ id }) => [id, resultOf(this.#reasons.get(id))]));
  }
}

export const strykerPlugins = [
  declareClassPlugin(PluginKind.Checker, 'sample', Sample),
  declareFactoryPlugin(PluginKind.Reporter, 'each', createProgress),
];
export const strykerValidationSchema = { properties: { sample: { type: 'object' } } };
