import { refusal } from '../../contract/error';
import { interrupted } from '../common/interrupt';
import type { CommandContext } from './context';

/** On an interrupt, closing the workbench cancels the work, which leaves no files behind. */
export async function unlessInterrupted<T>({ interrupt }: CommandContext, work: Promise<T>): Promise<T> {
  const stopped = interrupted(interrupt).then((): never => {
    throw refusal('interrupted', {});
  });
  return Promise.race([work, stopped]);
}
