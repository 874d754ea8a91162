import { sizeText } from '../../numbers';
import type { Words } from '../words';
import { fieldSentences, type FieldReason } from './fields';

const PART_REASONS = {
  values: 'holds steps that are not in order, or values that are not finite',
  size: 'has another size than the archive describes',
  picture: 'is a picture that cannot be read',
  weights: 'holds weights that are damaged',
  twice: 'is described twice',
} as const;

const WRITE_AGAIN = 'Export the archive again where the runs are, and copy it without changes.';

/** Problems of archives of runs, `*.lwrun`. */
export const archiveProblems = {
  'archive.no-manifest': ({ name }: { name: string }): Words => ({
    message: `${name} is not an archive of runs: it has no manifest that the workbench wrote.`,
    advice: 'Choose a file that was exported as archive, which ends in .lwrun.',
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
  'archive.cancelled': (): Words => ({
    message: 'The import was cancelled.',
    advice: 'Nothing was imported. Import the archive again when you want its runs.',
  }),
  'archive.interrupted': (): Words => ({
    message: 'The process that read the archive ended before it was done.',
    advice: 'Import it again; if memory is short, close other programs first.',
  }),
};
