import { countText } from '../../numbers';
import type { PhraseOf, Phrases } from '../phrases';

/** Names and descriptions that the workbench gives. They are stored as texts: a person may change them. */
export const NAMES = {
  'imported-images': 'Imported images',
  'imported-points': 'Imported points',
  'imported-from': ({ files }: { files: readonly string[] }) => `Imported from ${files.join(', ')}.`,
  /** A run that goes on from a checkpoint of another. */
  continued: ({ run, step }: { run: string; step: number }) => `${run} from step ${countText(step)}`,
} satisfies Phrases;
export type GivenName = PhraseOf<typeof NAMES>;
