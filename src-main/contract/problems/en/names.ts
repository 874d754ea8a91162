import { countText } from '../../numbers';
import type { PhraseOf, Phrases } from '../phrases';

/** Names and descriptions that the workbench generates. They are stored as text, because the user may change them. */
export const NAMES = {
  'imported-images': 'Imported images',
  'imported-points': 'Imported points',
  'imported-from': ({ files }: { files: readonly string[] }) => `Imported from ${files.join(', ')}.`,
  /** A run that continues from a checkpoint of another. */
  continued: ({ run, step }: { run: string; step: number }) => `${run} from step ${countText(step)}`,
} satisfies Phrases;
export type GivenName = PhraseOf<typeof NAMES>;
