import { countText, sizeText } from '../../numbers';
import type { Words } from '../words';
import { fieldSentences, type FieldReason } from './fields';

const PART_REASONS = {
  values: 'holds steps that are not in order, or values that are not finite',
  size: 'has another size than the archive describes',
  picture: 'is a picture that cannot be read',
  weights: 'holds weights that are damaged',
  twice: 'is described twice',
} as const;

interface Limit {
  name: string;
  most: number;
}

const WRITE_AGAIN = 'Export the archive again where the runs are, and copy it without changes.';

/** Problems of archives of runs, `*.lwrun`. */
export const archiveProblems = {
  'archive.no-manifest': ({ name }: { name: string }): Words => ({
    message: `${name} is not an archive of runs: it has no manifest that the workbench wrote.`,
    advice:
      'Choose a file that was exported as archive, which ends in .lwrun, or event files of TensorBoard.',
  }),
  'archive.newer': ({ name, version }: { name: string; version: number }): Words => ({
    message: `${name} has version ${String(version)} of the archive format, which this workbench does not know.`,
    advice: 'Update the workbench, or export the archive with an older one.',
  }),
  'archive.manifest': ({ name, place }: { name: string; place: string }): Words => ({
    message: `The manifest of ${name} is not valid${place === '' ? '' : ` at ${place}`}.`,
    advice: WRITE_AGAIN,
  }),
  'archive.part-missing': ({ name, part }: { name: string; part: string }): Words => ({
    message: `${name} lacks ${part}, which its manifest names.`,
    advice: WRITE_AGAIN,
  }),
  'archive.part-too-large': ({
    name,
    part,
    bytes,
    mostBytes,
  }: {
    name: string;
    part: string;
    bytes: number;
    mostBytes: number;
  }): Words => ({
    message: `${part} in ${name} has ${sizeText(bytes)}; at most ${sizeText(mostBytes)} are read.`,
    advice: 'No workbench writes parts of this size: check where the file is from.',
  }),
  'archive.part': ({
    name,
    part,
    why,
  }: {
    name: string;
    part: string;
    why: keyof typeof PART_REASONS;
  }): Words => ({
    message: `${part} in ${name} ${PART_REASONS[why]}.`,
    advice: WRITE_AGAIN,
  }),
  'archive.dataset': ({ name, dataset }: { name: string; dataset: string }): Words => ({
    message: `The data of “${dataset}” in ${name} are not those that the archive describes.`,
    advice: `${WRITE_AGAIN} Without the dataset, its runs can be imported, too.`,
  }),
  /** @param reasons what is wrong with the hyperparameters */
  'archive.settings': ({
    name,
    run,
    reasons,
  }: {
    name: string;
    run: string;
    reasons: readonly FieldReason[];
  }): Words => ({
    message: `“${run}” in ${name} has settings that its model does not take: ${fieldSentences(reasons)}`,
    advice: 'Import it with the version of the workbench that trained it.',
  }),
  'archive.too-large': ({ bytes, mostBytes }: { bytes: number; mostBytes: number }): Words => ({
    message: `The archive would have about ${sizeText(bytes)}; at most ${sizeText(mostBytes)} fit into one.`,
    advice: 'Archive fewer runs, or only their newest checkpoints.',
  }),
  /** @param name a file that is neither an archive nor one of events */
  'events.none': ({ name }: { name: string }): Words => ({
    message: `${name} holds no event files of TensorBoard, which have “tfevents” in their names.`,
    advice: 'Choose the folder that a program logged to, or one of its event files.',
  }),
  'events.unreadable': ({ name }: { name: string }): Words => ({
    message: `${name} is no archive of runs, and not one record of an event file of TensorBoard can be read in it.`,
    advice:
      'Choose a file that ends in .lwrun, or an event file, which has “tfevents” in its name; copy it again if it was cut.',
  }),
  'events.nothing': ({ name }: { name: string }): Words => ({
    message: `The event files of ${name} hold no scalars and no images.`,
    advice:
      'Choose the files of a program that logged scalars or images; its graphs and histograms are not read.',
  }),
  'events.too-many-values': ({ name, most }: Limit): Words => ({
    message: `${name} holds more than ${countText(most)} values.`,
    advice: 'Import fewer of its folders at a time.',
  }),
  'events.too-many-runs': ({ name, most }: Limit): Words => ({
    message: `${name} holds more than ${countText(most)} runs, each in a folder.`,
    advice: 'Import fewer of its folders at a time.',
  }),
  'events.too-many-files': ({ name, count, most }: Limit & { count: number }): Words => ({
    message: `${name} holds ${countText(count)} event files; at most ${countText(most)} are read at a time.`,
    advice: 'Import fewer of its folders at a time.',
  }),
  'events.too-large': ({
    name,
    bytes,
    mostBytes,
  }: {
    name: string;
    bytes: number;
    mostBytes: number;
  }): Words => ({
    message: `The event files of ${name} have ${sizeText(bytes)}; at most ${sizeText(mostBytes)} are read at a time.`,
    advice: 'Import fewer of its folders at a time.',
  }),
  'archive.cancelled': (): Words => ({
    message: 'The import was cancelled.',
    advice: 'Nothing was imported. Import it again when you want its runs.',
  }),
  'archive.interrupted': (): Words => ({
    message: 'The process that read the runs ended before it was done.',
    advice: 'Import it again; if memory is short, close other programs first.',
  }),
};
