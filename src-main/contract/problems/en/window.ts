import { countText } from '../../numbers';
import type { Words } from '../words';

const IN_PLACE =
  'Take it in from the command line, which reads it where it lies: datasets import, and its path.';
const megabytes = (bytes: number): string => `${countText(Math.ceil(bytes / 1024 / 1024))} MB`;

/** Problems that only occur in the window. */
export const windowProblems = {
  /** @param detail the browser's message, which is in no log */
  'window.defect': ({ detail }: { detail: string }): Words => ({
    message: detail,
    advice: 'This is a defect. Reload the window and try again.',
  }),
  'connection.lost': (): Words => ({
    message: 'Not connected.',
    advice: 'The workbench cannot be reached. Try again when the connection is back.',
  }),
  'figure.damaged': (): Words => ({ message: 'These points are damaged.', advice: 'Look at another step.' }),
  /** @param status of HTTP */
  'file.unreadable': ({ status }: { status: number }): Words => ({
    message: `What was recorded could not be read (status ${String(status)}).`,
    advice: 'Reload the page and try again.',
  }),
  'picture.unreadable': ({ name }: { name: string }): Words => ({
    message: `${name} cannot be read as an image.`,
    advice:
      'Choose a PNG, JPEG, WebP, GIF or BMP file. Save a drawing of another kind, such as SVG, as a PNG first.',
  }),
  'upload.broken-off': (): Words => ({
    message: 'The upload was broken off.',
    advice: 'Give the file again.',
  }),
  'upload.too-large.file': ({
    name,
    bytes,
    mostBytes,
  }: {
    name: string;
    bytes: number;
    mostBytes: number;
  }): Words => ({
    message: `${name} has ${megabytes(bytes)}; at most ${megabytes(mostBytes)} are taken in.`,
    advice: IN_PLACE,
  }),
  'upload.too-large.folder': ({
    count,
    most,
    bytes,
    mostBytes,
  }: Record<'count' | 'most' | 'bytes' | 'mostBytes', number>): Words => ({
    message: `These are ${countText(count)} files of ${megabytes(bytes)}; at most ${countText(most)} of ${megabytes(mostBytes)} are sent.`,
    advice: IN_PLACE,
  }),
  /** @param name null if the browser does not provide it */
  'upload.failed.read': ({ name }: { name: string | null }): Words => ({
    message: `${name ?? 'A file'} could not be read.`,
    advice: 'Check that it is still there and may be read, then give the folder again.',
  }),
  'upload.failed': ({ name }: { name: string }): Words => ({
    message: `${name} could not be read and sent.`,
    advice: 'Check that the file is still there and that the workbench is running, then choose it again.',
  }),
  /** @param status of HTTP */
  'upload.refused': ({ name, status }: { name: string; status: number }): Words => ({
    message: `${name} was not taken in (status ${String(status)}).`,
    advice: 'Reload the page and try again.',
  }),
  'upload.refused.nothing': (): Words => ({
    message: 'There are no files in what was given.',
    advice: 'Give the files of a dataset, or a folder of images.',
  }),
  'upload.refused.too-many': ({ count, most }: { count: number; most: number }): Words => ({
    message: `${String(count)} files were given; at most ${String(most)} are taken at once.`,
    advice: 'Give the files of one dataset, or a folder of images.',
  }),
  'upload.refused.busy': ({ name }: { name: string }): Words => ({
    message: `${name} is still being imported.`,
    advice: 'Give the other files once it is done, or cancel it.',
  }),
};
