/**
 * Measurements of a contender in one case.
 * @typedef {object} Result
 * @property {string} name
 * @property {number[]} ms a step, by round
 * @property {number} rssMb
 * @property {number} firstStepMs
 * @property {string | null} failure
 * @property {number | null} medianMs
 * @property {number | null} ratio of the workbench's compiled step to this
 *
 * @typedef {{ case: string, date: string, rounds: number, results: Result[] }} CaseResults
 *
 * @typedef {{ manifoldMs: number, msPerStep: number, processorMs: number, rssMb: number }} EvaluationRound
 * @typedef {object} EvaluationResults
 * @property {string} date
 * @property {{ name: string, rounds: EvaluationRound[] }[]} measured
 * @property {Record<string, number>} prdc
 *
 * @typedef {object} AroundResults
 * @property {string} date
 * @property {(import('./whole-run.mjs').WholeRun & { ratios: number[], medianRatio: number })[]} wholeRuns
 * @property {{ model: string, steps: number, msPerStep: number[], rssMb: number[] }[]} endurance
 * @property {{ rates: number[], medianRowsPerSecond: number }} store
 *
 * @typedef {object} WindowResults
 * @property {string} date
 * @property {string} machine
 * @property {number} load processes that wanted a processor meanwhile, on average
 * @property {readonly { what: string, limitMs: number, ms: readonly number[] }[]} measured
 *
 * @typedef {object} BenchResults
 * @property {string} date
 * @property {string} machine
 * @property {Record<string, string>} versions
 * @property {AroundResults | null} around the step
 * @property {EvaluationResults | null} evaluation
 * @property {WindowResults} [window] what a person waits for
 * @property {CaseResults[]} cases
 */

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

/** @type {(value: number | null | undefined, digits?: number) => string} */
const number = (value, digits = 3) =>
  value === null || value === undefined ? '–' : Number(value.toPrecision(digits)).toString();
/** @type {(head: readonly string[], rows: readonly (readonly string[])[]) => string} */
const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** @param {BenchResults} results */
export function markdown({ machine: where, versions, cases, around, evaluation: metrics, window: waits }) {
  return `# Benchmark

${where}.
${Object.entries(versions)
  .map(([name, version]) => `${name} ${version}`)
  .join(', ')}.
Made by \`npm run bench\`: medians of rounds in which all contenders take turns. A ratio below 1 means that the
compiled step of the workbench is faster. Times compare within a table only.

${cases
  .map(
    ({ case: name, date: on, rounds: times, results }) =>
      `## ${name}\n\n${on}, ${times} rounds.\n\n${table(
        ['', 'ms a step', 'workbench, compiled / this', 'first step, ms', 'memory, MB'],
        results.map((r) => [
          r.name,
          r.failure === null ? number(r.medianMs) : `failed: ${r.failure.slice(0, 80)}`,
          number(r.ratio),
          number(r.firstStepMs),
          number(r.rssMb),
        ]),
      )}`,
  )
  .join('\n\n')}

${around === null ? '' : aroundMarkdown(around)}
${metrics === null ? '' : evaluationMarkdown(metrics)}${waits === undefined ? '' : windowMarkdown(waits)}`;
}

/** @param {EvaluationResults} results */
function evaluationMarkdown({ date: on, measured, prdc }) {
  /** @type {(rounds: readonly EvaluationRound[], field: 'manifoldMs' | 'msPerStep' | 'processorMs') => string} */
  const seconds = (rounds, field) => number(median(rounds.map((round) => round[field])) / 1000);
  return `## Quality metrics

${on}, ${measured[0]?.rounds.length ?? 0} rounds. Of 10 000 × 512 real and as many generated features: the six k-NN metrics (prdc: four,
with one k), and the Fréchet distance.

${table(
  ['', 'k-NN metrics, s', 'with Fréchet distance, s', 'processor, s', 'memory, MB'],
  measured.map(({ name, rounds }) => [
    name,
    seconds(rounds, 'manifoldMs'),
    seconds(rounds, 'msPerStep'),
    seconds(rounds, 'processorMs'),
    number(Math.max(...rounds.map(({ rssMb }) => rssMb))),
  ]),
)}

Two draws of one normal distribution, 10 000 × 1000, k = 5: ${Object.entries(prdc)
    .map(([name, value]) => `${name} ${number(value, 4)}`)
    .join(', ')}; published by the authors of prdc, of other draws: 0.4772, 0.4705, 1.056, 0.9735.
`;
}

/** @param {WindowResults} results */
function windowMarkdown({ date: on, machine: where, load, measured }) {
  return `
## In the window

${on}, by \`npm run bench:window\` in Chromium. ${where}.
${number(load, 2)} processes wanted a processor: where these are more than there are, times are upper bounds. A ratio above 1 is
more than it may take.

${table(
  ['', 'ms', 'slowest, ms', 'may take, ms', 'ratio'],
  measured.map(({ what, limitMs, ms }) => [
    what,
    number(median(ms)),
    number(Math.max(...ms)),
    number(limitMs),
    number(median(ms) / limitMs, 2),
  ]),
)}
`;
}

/** @param {AroundResults} results */
function aroundMarkdown({ date: on, wholeRuns, endurance: long, store: rows }) {
  return `## Around the step

${on}.

${table(
  ['', ''],
  [
    ...wholeRuns.map((r) => [
      `${r.model}: whole run of ${r.steps} steps (figures every ${r.sampleEvery}, checkpoints every ${r.checkpointEvery}, every metric of every step recorded, page open) / bare steps`,
      number(r.medianRatio),
    ]),
    ...long.flatMap((e) => [
      [
        `${e.model}: ms a step, first and last tenth of ${e.steps} steps`,
        `${number(e.msPerStep[0])}, ${number(e.msPerStep.at(-1))}`,
      ],
      [
        `${e.model}: memory in MB after the first and the last tenth`,
        `${number(e.rssMb[0], 4)}, ${number(e.rssMb.at(-1), 4)}`,
      ],
    ]),
    ['metric rows into the store, a second', number(rows.medianRowsPerSecond)],
  ],
)}
`;
}
