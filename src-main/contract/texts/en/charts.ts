import { countText } from '../../numbers';

export const charts = {
  off: 'off',
  axes: {
    step: { label: 'Step', title: 'Step', unit: 'Step' },
    epoch: { label: 'Epoch', title: 'Epoch', unit: 'Epoch' },
    time: { label: 'Training time', title: 'Training time (s)', unit: 'Second' },
    examples: { label: 'Examples seen', title: 'Examples seen', unit: 'Example' },
    progress: { label: 'Share of the run', title: 'Share of the run (%)', unit: 'Percent' },
  },
  /** An axis in a sentence: `from step 400 on`. */
  axisNames: { step: 'step', epoch: 'epoch', time: 'time', examples: 'examples', progress: 'progress' },
  smoothing: 'Smoothing',
  logScale: 'Log scale',
  outliersHint: 'Fit the y-axis to the middle 96 % of the values',
  ignoreOutliers: 'Ignore outliers',
  xAxis: 'X-axis',
  otherDataset: 'other dataset',
  linesLabel: 'Lines',
  exactly: (value: number) => `Exactly ${String(value)}.`,
  saveSvg: 'Save as SVG',
  saveCsv: 'Save values as CSV',
  saveChart: (title: string) => `Save ${title}`,
  showAll: 'Show all',
  marksIn: (title: string) => `Marks in ${title}`,
  stillLoading: (name: string, step: string, all: string) =>
    `Still loading${name}: the curves end at step ${step} of ${all}, and last values are of that step.`,
  readHint: 'newest, arrow keys read values',
  wholeAxis: 'Whole axis',
  noValues: 'No values yet.',
  positionIn: (title: string) => `Position in ${title}`,
  omitted: (count: number) =>
    count === 1 ? '1 value of zero or below is' : `${countText(count)} values of zero or below are`,
  atLeast: `At least `,
  notShown: (values: string, of: string) => `${values} not shown on the log scale${of}.`,
  ofMeans: 'Bands are of means of consecutive steps, because these runs are long.',
  layerHelp:
    'Norm of the gradient over the weights of the layer, in the step after this one and before any clipping.',
  layerGroup: (network: string) => `Gradients of the ${network}’s layers`,
  smoothed: (weight: string) => `smoothed, ${weight}`,
  precisions: { exact: '', estimate: 'About ', bound: 'At least ' },
  beyond: (count: number, furthest: string) =>
    `${count === 1 ? '1 value lies' : `${countText(count)} values lie`} beyond the axis, the furthest at ${furthest}.`,
};
