import { refusal } from '../../contract/error';
import { RUN_LIMITS } from '../../contract/run';
import {
  readHyperparameters,
  scalarOf,
  type EventMessage,
  type HyperparameterValues,
  type SummaryValue,
  type Tensor,
} from './event-message';
import type { Series } from './series';

/** What the event files of a folder hold. */
export interface CollectedRun {
  readonly scalars: Map<string, Series>;
  /** When each step was written, in seconds, in the order of the files. */
  readonly times: Series;
  /** By tag, the encoded pictures of each step. */
  readonly images: Map<string, TaggedImages>;
  /** By tag, the newest text. */
  readonly texts: Map<string, string>;
  hyperparameters: HyperparameterValues;
  /** Seconds since 1970, of the first and the last event. */
  from: number | null;
  to: number;
  /** Values that are not finite, or of steps that no run has. */
  leftOutValues: number;
  /** Tags and pictures beyond the limits. */
  leftOutTags: number;
  leftOutImages: number;
}

export interface TaggedImages {
  /** The description of the tag. */
  description: string;
  readonly steps: Map<number, Uint8Array[]>;
}

/** An archive has at most this many metrics, one of which is the time. */
const MAX_TAGS = 1999;
const MAX_TAG_LENGTH = 200;
const MAX_TEXTS = 50;
const MAX_PLUGIN_TAGS = 10_000;
/** Two arrays of numbers: 320 MB. */
const MAX_VALUES = 20_000_000;
/** Of encoded pictures, which are in memory until the run is written. */
const MAX_IMAGE_BYTES = 256 * 1024 * 1024;
const MAX_IMAGE_STEPS = 5000;
/** The largest number of pictures that are put into one sheet. */
const MAX_TILES = 256;
/** The year 5000. */
const MAX_SECONDS = 1e11;

/** Values of all runs of an import; it grows with what is collected. */
export interface Budget {
  /** What was given, in messages. */
  readonly name: string;
  values: number;
}

/**
 * Collects what the events of a folder's files say.
 * @throws WorkbenchError `events.too-many-values`
 */
export function createCollector(budget: Budget) {
  const collected = emptyRun();
  const plugins = new Map<string, string>();
  const images = imageCollector(collected);

  function addScalar(tag: string, step: number, value: number): void {
    if (!Number.isFinite(value) || !isStep(step)) {
      collected.leftOutValues++;
      return;
    }
    const series = entryOf<Series>(collected.scalars, tag, MAX_TAGS, () => ({ steps: [], values: [] }));
    if (series === null) {
      collected.leftOutTags++;
      return;
    }
    budget.values++;
    if (budget.values > MAX_VALUES)
      throw refusal('events.too-many-values', { name: budget.name, most: MAX_VALUES });
    series.steps.push(step);
    series.values.push(value);
  }

  function addTensor({ tag, description }: SummaryValue, tensor: Tensor, step: number): void {
    const plugin = plugins.get(tag);
    if (plugin === 'text') {
      const name = tag.replace(/\/text_summary$/, '');
      const shown = tensor.strings.map((one) => Buffer.from(one).toString('utf8')).join('\n');
      if (collected.texts.has(name) || collected.texts.size < MAX_TEXTS) collected.texts.set(name, shown);
      // After the width and the height, as text.
    } else if (plugin === 'images') images.add(tag, step, tensor.strings.slice(2), { description });
    else if (plugin === 'scalars' || plugin === undefined) {
      const number = scalarOf(tensor);
      if (number !== null) addScalar(tag, step, number);
    }
  }

  function addValue(value: SummaryValue, step: number): void {
    const { tag, plugin, content, scalar, image, tensor, description } = value;
    if (plugin === 'hparams' && content !== null) {
      const read = readHyperparameters(content);
      if (read === null) collected.leftOutTags++;
      else collected.hyperparameters = { ...collected.hyperparameters, ...read };
      return;
    }
    if (tag === '' || tag.length > MAX_TAG_LENGTH || /\p{C}/u.test(tag)) {
      collected.leftOutTags++;
      return;
    }
    if (plugin !== null) entryOf(plugins, tag, MAX_PLUGIN_TAGS, () => plugin);
    if (scalar !== null) addScalar(tag, step, scalar);
    else if (image !== null) {
      // Several pictures of one step have tags of their own: `samples/image/3`.
      const [, base = tag, index = '0'] = /^(.*)\/image(?:\/(\d+))?$/.exec(tag) ?? [];
      images.add(base, step, [image], { description, isMore: Number(index) > 0 });
    } else if (tensor !== null) addTensor(value, tensor, step);
  }

  return {
    collected,
    add: ({ wallTime, step, values }: EventMessage): void => {
      const isTime = wallTime > 0 && wallTime < MAX_SECONDS;
      if (isTime) {
        collected.from ??= wallTime;
        collected.to = Math.max(collected.to, wallTime);
      }
      const before = budget.values;
      for (const value of values) addValue(value, step);
      const { steps, values: seconds } = collected.times;
      if (!isTime || budget.values === before || steps.at(-1) === step) return;
      steps.push(step);
      seconds.push(wallTime);
    },
  };
}

const isStep = (step: number): boolean => step >= 0 && step <= RUN_LIMITS.budget.max;

/** Collects pictures up to limits on their bytes and number. */
function imageCollector(collected: CollectedRun) {
  let all = 0;
  return {
    /** @param isMore whether they come after the pictures of this step, rather than in their place */
    add(
      tag: string,
      step: number,
      pictures: readonly Uint8Array[],
      { description, isMore = false }: { description: string | null; isMore?: boolean },
    ): void {
      const tagged = entryOf<TaggedImages>(collected.images, tag, MAX_TAGS, () => ({
        description: description ?? '',
        steps: new Map(),
      }));
      const before = isMore ? (tagged?.steps.get(step) ?? []) : [];
      const bytes = pictures.reduce((sum, { length }) => sum + length, 0);
      const isRoom = (tagged?.steps.size ?? 0) < MAX_IMAGE_STEPS && all + bytes <= MAX_IMAGE_BYTES;
      if (tagged === null || !isStep(step) || !isRoom) {
        collected.leftOutImages += pictures.length;
        return;
      }
      all += bytes;
      // Whole messages would stay in memory otherwise.
      const copies = pictures.map((picture) => Uint8Array.from(picture));
      tagged.steps.set(step, [...before, ...copies].slice(0, MAX_TILES));
    },
  };
}

function emptyRun(): CollectedRun {
  return {
    scalars: new Map(),
    times: { steps: [], values: [] },
    images: new Map(),
    texts: new Map(),
    hyperparameters: {},
    from: null,
    to: 0,
    leftOutValues: 0,
    leftOutTags: 0,
    leftOutImages: 0,
  };
}

/** The entry of a key, created if there is room for it; null otherwise. */
function entryOf<T>(map: Map<string, T>, key: string, most: number, create: () => T): T | null {
  const found = map.get(key);
  if (found !== undefined) return found;
  if (map.size >= most) return null;
  const created = create();
  map.set(key, created);
  return created;
}
