/**
 * A set-up step that could not be done, told as a person needs it.
 * `retryAfterMs`: how long the failure is remembered before the step is tried again (0: try at every start).
 */
export class SetupProblem extends Error {
  constructor({ what, why, stillWorks = '', remedy, retryAfterMs = 0 }) {
    super(what);
    this.name = 'SetupProblem';
    Object.assign(this, { what, why, stillWorks, remedy, retryAfterMs });
  }

  /** Any other error, so that a bug in a step reads no worse than a missing compiler. */
  static from(error, title) {
    if (error instanceof SetupProblem) return error;
    const code = error?.code;
    const remedy =
      code === 'ENOSPC'
        ? 'Free some disk space, then start again.'
        : code === 'EACCES' || code === 'EROFS'
          ? 'Make that folder writable, or set XDG_CACHE_HOME to a folder that is, then start again.'
          : 'Start again; if it happens twice, this is a fault in scripts/setup.';
    return new SetupProblem({
      what: `${title} could not be set up`,
      why: String(error?.message ?? error),
      remedy,
    });
  }

  lines() {
    return [
      this.what,
      `  why: ${this.why}`,
      this.stillWorks && `  still works: ${this.stillWorks}`,
      `  what to do: ${this.remedy}`,
    ]
      .filter(Boolean)
      .flatMap((line) => line.split('\n'));
  }
}

/** The end of a tool's output: where the reason of a failure is. */
export function lastLines(text, count = 4) {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  return lines.slice(-count).join('\n       ');
}
