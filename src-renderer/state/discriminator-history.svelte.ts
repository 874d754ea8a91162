import {
  decodeDiscriminatorOutputs,
  type DiscriminatorOutputs,
} from '../../src-main/contract/discriminator-outputs';
import { filePaths } from '../../src-main/contract/files';
import type { Figure } from '../../src-main/contract/figure';
import {
  discriminatorHistory,
  type DiscriminatorHistogram,
} from '../../src-main/presentation/discriminator-histogram';
import { evenly } from '../../src-main/presentation/evenly';
import { readBytes } from './read-bytes';

/** Each step is a column of a few pixels. */
const MOST_STEPS = 80;

/** The outputs of a discriminator at many steps. */
export class DiscriminatorHistory {
  /** Histograms in order of steps, all with the same bins. */
  columns = $state.raw<readonly { readonly step: number; readonly histogram: DiscriminatorHistogram }[]>([]);
  readonly #loaded = new Map<number, DiscriminatorOutputs>();

  /**
   * Loads the outputs of evenly chosen figures, and keeps those that it has.
   * @param signal ends the loading
   */
  async show(figures: readonly Figure[], signal: AbortSignal): Promise<void> {
    const chosen = evenly(figures, MOST_STEPS);
    for (const { id } of chosen) {
      if (this.#loaded.has(id)) continue;
      const bytes = await readBytes(filePaths.figure(id)).catch(() => null);
      if (signal.aborted) return;
      const outputs = bytes === null ? null : decodeDiscriminatorOutputs(new Uint8Array(bytes));
      if (outputs !== null) this.#loaded.set(id, outputs);
    }
    const found = chosen.flatMap(({ id, step }) => {
      const outputs = this.#loaded.get(id);
      return outputs === undefined ? [] : [{ step, outputs }];
    });
    const histograms = discriminatorHistory(found.map(({ outputs }) => outputs));
    this.columns = found.flatMap(({ step }, i) => {
      const histogram = histograms[i];
      return histogram === undefined ? [] : [{ step, histogram }];
    });
  }
}
