import { isArchiveName } from './archive-file';
import { isEventFileName } from './event-file';

/** Whether a file holds runs rather than data, by its name. */
export const holdsRuns = (path: string): boolean => isArchiveName(path) || isEventFileName(path);
