import { described } from './equivalent.mjs';

/** @import { MutantResult } from '@stryker-mutator/api/core' */
/** @import { Position } from './equivalent.mjs' */

const NOTICED = ['Killed', 'Timeout', 'RuntimeError'];
const NOT_NOTICED = ['Survived', 'NoCoverage'];

/**
 * A Stryker reporter: one line for each tested mutant.
 * @param {(text: string) => void} write
 */
export function createProgress(write = (text) => void process.stderr.write(text)) {
  let tried = 0;
  return {
    /** @param {Readonly<MutantResult>} mutant */
    onMutantTested(mutant) {
      if (![...NOTICED, ...NOT_NOTICED].includes(mutant.status)) return;
      tried++;
      const { file, line } = described(zeroBased(mutant));
      write(`${String(tried)}. ${file}:${String(line)} ${mutant.mutatorName}: ${mutant.status}\n`);
    },
  };
}

/** @param {MutantResult} mutant */
export const isNotNoticed = ({ status }) => NOT_NOTICED.includes(status);

/**
 * The results for the mutants of a folder, as text: the score, then every mutant that no test noticed.
 * @param {string} folder
 * @param {readonly MutantResult[]} mutants
 */
export function summary(folder, mutants) {
  /** @param {readonly string[]} statuses */
  const having = (statuses) => mutants.filter(({ status }) => statuses.includes(status));
  const noticed = having(NOTICED).length;
  const survivors = having(NOT_NOTICED);
  const tried = noticed + survivors.length;
  const equivalent = having(['CompileError']).filter(
    ({ statusReason }) => statusReason === 'equivalent',
  ).length;
  const score = tried === 0 ? '–' : `${String(Math.round((100 * noticed) / tried))} %`;
  return [
    `${folder}: ${String(noticed)} of ${String(tried)} noticed (${score}), ${String(survivors.length)} not noticed; ` +
      `${String(mutants.length)} mutants in all, ${String(equivalent)} known as equivalent`,
    ...survivors
      .map((mutant) => ({ mutant, ...described(zeroBased(mutant)) }))
      .sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line)
      .map(lineOf),
    '',
  ].join('\n');
}

/**
 * Results have lines and columns from 1, as in a report; mutants to test have them from 0.
 * @param {MutantResult} mutant
 */
function zeroBased({ location: { start, end }, ...mutant }) {
  /** @param {Position} position */
  const before = ({ line, column }) => ({ line: line - 1, column: column - 1 });
  return { ...mutant, location: { start: before(start), end: before(end) } };
}

/** @param {{ mutant: MutantResult } & ReturnType<typeof described>} line */
function lineOf({ mutant, file, line, original, replacement }) {
  const reached = mutant.status === 'NoCoverage' ? ', which no test reaches' : '';
  /** @param {string} text */
  const cut = (text) => (text.length > 100 ? `${text.slice(0, 99)}…` : text);
  return `  ${file}:${String(line)} ${mutant.mutatorName}${reached}\n    - ${cut(original)}\n    + ${cut(replacement)}`;
}
