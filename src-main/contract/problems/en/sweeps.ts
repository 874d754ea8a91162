import { countText } from '../../numbers';
import type { Words } from '../words';

/** @param verb what runs cannot be by this metric */
const metricUnknown =
  (verb: string) =>
  ({ metric, model, choices }: { metric: string; model: string; choices: readonly string[] }): Words => ({
    message: `Runs of ${model} cannot be ${verb} by “${metric}”.`,
    advice: choices.length === 0 ? 'Train all of them to the end.' : `Choose one of ${choices.join(', ')}.`,
  });

export const sweepProblems = {
  'sweep.unknown': ({ id }: { id: number }): Words => ({
    message: `There is no sweep ${String(id)}.`,
    advice: 'List the sweeps to see which there are.',
  }),
  'sweep.field-unknown': ({
    field,
    model,
    names,
  }: {
    field: string;
    model: string;
    names: readonly string[];
  }): Words => ({
    message: `${model} has no hyperparameter ${field}.`,
    advice: `It has ${names.join(', ')}.`,
  }),
  'sweep.field-twice': ({ field }: { field: string }): Words => ({
    message: `${field} is in the sweep twice.`,
    advice: 'Give all its values together.',
  }),
  'sweep.range-without-draws': ({ field }: { field: string }): Words => ({
    message: `${field} is drawn at random, but a grid needs values.`,
    advice: 'Say how many settings to draw at random, or give values; a range can be divided into several.',
  }),
  'sweep.too-few': (): Words => ({
    message: 'A sweep has two runs or more.',
    advice: 'Give a hyperparameter several values, or use several seeds.',
  }),
  'sweep.too-many': ({ count, limit }: { count: number; limit: number }): Words => ({
    message: `This sweep would have ${countText(count)} runs, and at most ${countText(limit)} are possible.`,
    advice: 'Give fewer values or seeds, or draw settings at random.',
  }),
  'sweep.metric-unknown': metricUnknown('compared'),
  'sweep.stop-metric-unknown': metricUnknown('stopped early'),
  'sweep.stop-unreadable': ({ text }: { text: string }): Words => ({
    message: `“${text}” is not a bound of a metric.`,
    advice: 'Write the metric, > or <, and a number, as in: --stop "loss>200"',
  }),
  'sweep.stop-direction': ({ metric, better, bound }: StopDirection): Words => ({
    message: `A run is stopped early when ${metric} is worse than a bound, and for ${metric} ${better} values are better.`,
    advice: `Write: --stop "${metric}${better === 'lower' ? '>' : '<'}${String(bound)}"`,
  }),
  'sweep.stop-incomplete': (): Words => ({
    message: 'There is a step after which runs may be stopped early, but no rule that stops them.',
    advice: 'Add a bound, as in --stop "loss>200", or steps without improvement, as in --patience 2000.',
  }),
  'sweep.stopped': ({ name }: { name: string }): Words => ({
    message: `${name} was stopped before all of its runs had ended.`,
    advice: 'Go on with one of them with: resume RUN',
  }),
  'sweep.nothing-to-add': ({ isRandom }: { isRandom: boolean }): Words => ({
    message: 'No runs would be added to the sweep.',
    advice: isRandom
      ? 'Say how many seeds or random settings to add.'
      : 'Say how many seeds to add. For other values, launch another sweep.',
  }),
};

type StopDirection = { readonly metric: string; readonly better: 'lower' | 'higher'; readonly bound: number };
