/** The study's results as Markdown: means and deviations over seeds, beside what was expected. */

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
/** Of a sample. */
const deviation = (values) =>
  values.length < 2
    ? 0
    : Math.sqrt(values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / (values.length - 1));
const number = (value, digits = 4) => {
  if (Number.isInteger(value)) return String(value);
  return Math.abs(value) < 1e-3 ? value.toExponential(1) : String(Number(value.toPrecision(digits)));
};

const SHOWN = {
  test_accuracy: 'test accuracy',
  test_loss: 'test loss',
  test_kl_divergence: 'KL',
  active_units: 'active units',
  denoising_factor: 'denoising factor',
  classes_covered: 'classes covered',
  recognised: 'recognised',
  class_consistency: 'class consistency',
  steps_needed: 'steps needed',
  modes_covered: 'modes covered',
  high_quality: 'high quality',
};

const completed = (trials) => trials.filter(({ outcome }) => outcome === 'completed');

/** How many trials came up to a goal, with what it was held to that day. */
export function verdictOf({ measure, text, bound, met }, trials, baselines) {
  const limit = bound(baselines);
  const reached = completed(trials).filter(({ measures }) => met(measures[measure], limit)).length;
  return { text, limit, reached };
}

function row({ title, date, until, budget, trials, verdicts }, report) {
  const done = completed(trials);
  const values = (measure) =>
    done.map(({ measures }) => measures[measure]).filter((value) => value !== undefined);
  const shown = Object.entries(SHOWN).flatMap(([measure, label]) => {
    const found = values(measure);
    return found.length === 0 ? [] : [`${label} ${number(mean(found))} ± ${number(deviation(found), 2)}`];
  });
  if (trials.length !== seedsOf(report)) shown.push(`seeds: ${trials.length}`);
  if (done.length !== trials.length) shown.push(`${trials.length - done.length} did not end`);
  const length = `${until === undefined ? '' : 'up to '}${budget.count.toLocaleString('en')} ${budget.unit}`;
  const expected = verdicts.map(
    ({ text, limit, reached }) =>
      `${reached === trials.length ? 'yes' : `**${reached} of ${trials.length}**`}: ${text} (${number(limit)})`,
  );
  const when = date === report.date ? '' : `, ${date}`;
  return `| ${title} | ${length}${when} | ${shown.join('; ')} | ${expected.join('; ')} |`;
}

/** One row an experiment, in the order of `ids`. */
function table(report, ids) {
  const rows = ids.flatMap((id) => {
    const found = report.experiments[id];
    return found === undefined ? [] : [row(found, report)];
  });
  return ['| model | budget | result | expected |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

const seedsOf = ({ experiments }) =>
  Math.max(...Object.values(experiments).map(({ trials }) => trials.length));

function circumstances(report) {
  return `Mean ± deviation over ${seedsOf(report)} seeds; settings are a model’s defaults unless its name tells others; ${report.machine}, tfjs ${report.tfjs}, ${report.date}.`;
}

/** The section of the README between its two marks. */
export function studySection(report, ids) {
  return `${circumstances(report)}\n\n${table(report, ids)}`;
}

export function studyMarkdown(report, ids) {
  const { baselines } = report;
  return `# Study

${circumstances(report)} Test losses and accuracies are of the whole test split (10 000), everything else of
2000 samples. Made by \`npm run study\`; what could not be reached, and why, is in [findings](findings.md).

${table(report, ids)}

Baselines: the mean image as Bernoulli probabilities costs ${number(baselines.mean_image_nats)} nats; 32 principal components leave a
mean squared error of ${number(baselines.principal_components_error)}; the classifier trained on the 100 labelled images alone (99 of them: one is
held back) has a test accuracy of ${number(baselines.few_labels_accuracy)}. Samples are judged by a classifier of test accuracy ${number(baselines.judge_accuracy)}, which is
the ceiling of what it finds. It recognises a sample where it gives a class a probability of 0.9; a class counts as covered
from a tenth of its share on, in recognised samples alone. Where a budget is “up to”, training ends once all classes are
covered, which is looked at in even parts of it. A mode counts as covered where a sample within three deviations is
nearest to it. High quality is the share of samples within three deviations of a mode (0.9889 for a perfect sampler).
`;
}
