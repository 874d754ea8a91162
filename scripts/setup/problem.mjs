/**
 * The heading of a failed step, for all reasons.
 * @typedef {object} Failure
 * @property {string} what
 * @property {string} [stillWorks]
 * @property {string} [again] the command that tries again, if it is not `npm start -- --retry-setup`
 */

/**
 * @typedef {object} Reason
 * @property {string} why
 * @property {string} remedy
 * @property {number} [retryAfterMs] how long the failure is remembered before the step is tried again (0: try at every
 *   start)
 */

/** A set-up step that failed, worded for the person who started it. */
export class SetupProblem extends Error {
  /** @param {Failure & Reason} text */
  constructor({ what, why, stillWorks = '', remedy, retryAfterMs = 0 }) {
    super(what);
    this.name = 'SetupProblem';
    this.what = what;
    this.why = why;
    this.stillWorks = stillWorks;
    this.remedy = remedy;
    this.retryAfterMs = retryAfterMs;
  }

  /**
   * Wraps any other error, so that a bug in a step is as readable as a missing compiler.
   * @param {unknown} error
   * @param {string} title of the step
   */
  static from(error, title) {
    if (error instanceof SetupProblem) return error;
    const code = codeOf(error);
    const remedy =
      code === 'ENOSPC'
        ? 'Free some disk space, then start again.'
        : code === 'EACCES' || code === 'EROFS'
          ? 'Make that folder writable, or set XDG_CACHE_HOME to a folder that is, then start again.'
          : 'Start again; if it happens twice, this is a fault in scripts/setup.';
    return new SetupProblem({
      what: `${title} could not be set up`,
      why: messageOf(error),
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

/**
 * The system's name of an error, such as ENOENT.
 * @param {unknown} error
 */
export function codeOf(error) {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/** @param {unknown} error */
export function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}

/**
 * The end of a tool's output, which contains the reason of a failure.
 * @param {string} text
 */
export function lastLines(text, count = 4) {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  return lines.slice(-count).join('\n       ');
}
