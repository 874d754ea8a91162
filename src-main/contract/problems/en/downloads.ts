import { COMMAND } from '../../command';
import { countText } from '../../numbers';
import { phraseText } from '../phrases';
import type { Words } from '../words';
import { MIRROR_REASONS, type MirrorReason } from './mirrors';

interface Counts {
  train: number;
  test: number;
  classes: number;
}

const GO_ON = 'Fetch it again to go on.';

const byHand = (homepage: string, shell: 'window' | 'command-line'): string =>
  `download the files elsewhere, from ${homepage}, and take them in with ${shell === 'window' ? 'Import' : 'the command datasets import'}.`;
const retry = (homepage: string): Words['advice'] => {
  const again =
    'Try again later, or name another mirror; what has arrived stays. Behind a proxy, set HTTPS_PROXY.';
  return {
    window: `${again} Or ${byHand(homepage, 'window')}`,
    'command-line': `${again} Or ${byHand(homepage, 'command-line')}`,
  };
};

/** The mirrors that were tried, and why each failed. */
interface NotFetched {
  name: string;
  homepage: string;
  /** Each mirror that was tried. */
  tried: readonly { host: string; why: MirrorReason }[];
  /** The reason if none could be tried. */
  why: MirrorReason | null;
}

const notFetched = ({ name, tried, why }: NotFetched): string => {
  const asked = tried
    .map((one) => `from ${one.host} (${phraseText(MIRROR_REASONS, one.why)})`)
    .join(', nor ');
  return `${name} cannot be fetched${why === null ? ` ${asked}` : `: ${phraseText(MIRROR_REASONS, why)}`}.`;
};

/** Datasets that are downloaded. */
export const downloadProblems = {
  'download.unknown': ({ id, choices }: { id: string; choices: readonly string[] }): Words => ({
    message: `There is no dataset ${id} to fetch.`,
    advice: `There are ${choices.join(', ')}.`,
  }),
  'download.present': ({ id }: { id: string }): Words => ({
    message: `There is a dataset ${id} already.`,
    advice: 'Use it, or remove it first to fetch it again.',
  }),
  'download.stopped': (): Words => ({
    message: 'The download was stopped; what has arrived stays.',
    advice: GO_ON,
  }),
  'download.interrupted': (): Words => ({
    message: 'The process that fetches the dataset ended unexpectedly; what has arrived stays.',
    advice: GO_ON,
  }),
  'download.unexpected': ({
    name,
    found,
    published,
  }: {
    name: string;
    found: Counts;
    published: Counts;
  }): Words => ({
    message: `The files of ${name} hold ${countText(found.train)} + ${countText(found.test)} items in ${countText(found.classes)} classes, not the ${countText(published.train)} + ${countText(published.test)} in ${countText(published.classes)} that were published.`,
    advice: 'Discard what was fetched, then fetch it again.',
  }),
  'download.incomplete': ({
    name,
    file,
    missing,
    homepage,
  }: {
    name: string;
    file: string;
    missing: readonly string[];
    homepage: string;
  }): Words => ({
    message: `${file} of ${name} does not hold ${missing.join(', ')}.`,
    advice: `See ${homepage}.`,
  }),
  /** No mirror can be reached. */
  'download.offline': (asked: NotFetched): Words => ({
    message: notFetched(asked),
    advice: retry(asked.homepage),
  }),
  'download.failed': (asked: NotFetched): Words => ({
    message: notFetched(asked),
    advice: retry(asked.homepage),
  }),
  /** This program cannot download. */
  'download.unsupported': (asked: NotFetched): Words => ({
    message: notFetched(asked),
    advice: {
      window: `Fetch it with the command ${COMMAND} datasets get, or ${byHand(asked.homepage, 'window')}`,
      'command-line': `Fetch it with the command ${COMMAND} datasets get, or ${byHand(asked.homepage, 'command-line')}`,
    },
  }),
  'download.unconfirmed': ({ mayAsk }: { mayAsk: boolean }): Words => ({
    message: 'Nothing was fetched.',
    advice: mayAsk ? 'Answer with y to fetch it.' : 'Add --yes to fetch it.',
  }),
  'interrupted.download': (): Words => ({
    message: 'Stopped. What has arrived stays.',
    advice: 'The same command goes on with it.',
  }),
};
