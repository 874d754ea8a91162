import type { ProblemParams } from '../contract/problems/catalogue';

type SystemReason = ProblemParams<'dataset.unreadable'>['why'];

const REASONS: Readonly<Record<string, SystemReason>> = {
  ENOENT: 'absent',
  ENOTDIR: 'absent',
  EACCES: 'denied',
  EPERM: 'denied',
  EISDIR: 'folder',
  ELOOP: 'loop',
  ENAMETOOLONG: 'long-name',
  EMFILE: 'too-many-open',
  ENFILE: 'too-many-open',
  EIO: 'disk',
};

/** The reason why a file cannot be read, from an error of the file system. */
export function whyUnreadable(error: unknown): SystemReason {
  return REASONS[(error as NodeJS.ErrnoException).code ?? ''] ?? 'other';
}
