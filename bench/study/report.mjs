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
const budgetText = ({ unit, count }) => `${count.toLocaleString('en')} ${unit}`;

const SHOWN = {
  test_accuracy: 'test accuracy',
  test_loss: 'test loss',
  test_kl_divergence: 'KL',
  active_units: 'active units',
  denoising_factor: 'denoising factor',
  classes_covered: 'classes covered',
  class_consistency: 'class consistency',
  steps_needed: 'steps needed',
  modes_covered: 'modes covered',
  high_quality: 'high quality',
};

function row({ title, until, goals }, trials, baselines, seeds) {
  const done = trials.filter(({ outcome }) => outcome === 'completed');
  const values = (measure) =>
    done.map(({ measures }) => measures[measure]).filter((value) => value !== undefined);
  const shown = Object.entries(SHOWN).flatMap(([measure, label]) => {
    const found = values(measure);
    return found.length === 0 ? [] : [`${label} ${number(mean(found))} ± ${number(deviation(found), 2)}`];
  });
  const verdicts = goals.map(({ measure, text, bound, met }) => {
    const limit = bound(baselines);
    const reached = done.filter(({ measures }) => met(measures[measure], limit)).length;
    return `${reached === trials.length ? 'yes' : `**${reached} of ${trials.length}**`}: ${text} (${number(limit)})`;
  });
  const fewer = trials.length === seeds ? '' : ` (seeds: ${trials.length})`;
  const ended =
    done.length === trials.length ? fewer : `${fewer} (${trials.length - done.length} did not end)`;
  return `| ${title} | ${until === undefined ? '' : 'up to '}${budgetText(trials[0].budget)} | ${shown.join('; ')}${ended} | ${verdicts.join('; ') || '–'} |`;
}

/** One row a model. @param experiments as in the plan */
function table(trials, baselines, experiments) {
  const rows = experiments
    .filter(({ id }) => trials[id] !== undefined)
    .map((one) => row(one, trials[one.id], baselines, seedsOf(trials)));
  return ['| model | budget | result | expected |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

const seedsOf = (trials) => Math.max(...Object.values(trials).map((list) => list.length));

function circumstances({ date, machine, tfjs, trials }) {
  return `Mean ± deviation over ${seedsOf(trials)} seeds, default settings but for the budget; ${machine}, tfjs ${tfjs}, ${date}.`;
}

/** The section of the README between its two marks. */
export function studySection(report, experiments) {
  return `${circumstances(report)}\n\n${table(report.trials, report.baselines, experiments)}`;
}

export function studyMarkdown(report, experiments) {
  const { baselines, trials } = report;
  return `# Study

${circumstances(report)} Test losses and accuracies are of the whole test split (10 000), everything else of
2000 samples. Made by \`npm run study\`.

${table(trials, baselines, experiments)}

Baselines: the mean image as Bernoulli probabilities costs ${number(baselines.mean_image_nats)} nats; 32 principal components leave a
mean squared error of ${number(baselines.principal_components_error)}; the classifier trained on the 100 labelled images alone has a test accuracy of
${number(baselines.few_labels_accuracy)}. Samples are judged by a classifier of test accuracy ${number(baselines.judge_accuracy)}, which is the ceiling of what it finds.
Where a budget is “up to”, training ends once all classes are covered, which is looked at in even parts of it.
A class counts as covered from a tenth of its share of the samples on; a mode where a sample within three deviations is
nearest to it. High quality is the share of samples within three deviations of a mode (0.9889 for a perfect sampler).
`;
}
