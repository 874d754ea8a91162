import { countText } from '../../numbers';
import type { Words } from '../words';

const COPY_AGAIN = 'Copy or download the file again, and compare its size with the original.';
const EXPECTED =
  'Give MNIST-format files: images as unsigned bytes [count, height, width], labels as unsigned bytes [count].';

/** The content that a file's header declares; `size` only for images. */
interface Declared {
  kind: 'images' | 'labels' | 'points';
  count: number;
  size: { width: number; height: number } | null;
}
const declaredText = ({ kind, count, size }: Declared) =>
  `${countText(count)} ${kind}${size === null ? '' : ` of ${String(size.width)}×${String(size.height)}`}`;
const bytesText = (bytes: number) => `${countText(bytes)} bytes`;

const ELEMENTS: Readonly<Record<number, string>> = {
  0x09: 'signed bytes',
  0x0b: '16-bit integers',
  0x0c: '32-bit integers',
  0x0d: '32-bit floats',
  0x0e: '64-bit floats',
};

interface Named {
  name: string;
}

/** Files of MNIST's format. */
export const idxProblems = {
  'dataset.truncated.short': ({ name, bytes }: Named & { bytes: number }): Words => ({
    message: `${name} is only ${bytesText(bytes)} long, too short for an IDX file.`,
    advice: COPY_AGAIN,
  }),
  'dataset.truncated.header': ({ name, bytes }: Named & { bytes: number }): Words => ({
    message: `${name} is cut off inside its header, after ${bytesText(bytes)}.`,
    advice: COPY_AGAIN,
  }),
  'dataset.truncated.data': ({
    name,
    declared,
    expected,
    bytes,
  }: Named & { declared: Declared; expected: number; bytes: number }): Words => ({
    message: `${name} is cut off: its ${declaredText(declared)} take ${bytesText(expected)}, but it ends after ${bytesText(bytes)}.`,
    advice: COPY_AGAIN,
  }),
  /** @param excess bytes after the data; null where they were not counted */
  'dataset.trailing-bytes': ({
    name,
    declared,
    excess,
  }: Named & { declared: Declared; excess: number | null }): Words => ({
    message: `${name} goes on for ${excess === null ? 'some bytes' : bytesText(excess)} after the ${declaredText(declared)} it declares.`,
    advice: COPY_AGAIN,
  }),
  /** @param start its first four bytes as a number */
  'dataset.not-idx.start': ({ name, start }: Named & { start: number }): Words => ({
    message: `${name} is not an IDX file: it begins with 0x${start.toString(16).padStart(8, '0')} instead of two zero bytes.`,
    advice: EXPECTED,
  }),
  /** @param type of its elements, as numbered by the format */
  'dataset.not-idx.type': ({ name, type }: Named & { type: number }): Words => ({
    message: `${name} is not an IDX file: 0x${type.toString(16).padStart(2, '0')} is no element type of the format.`,
    advice: EXPECTED,
  }),
  'dataset.element-type.idx': ({ name, type }: Named & { type: number }): Words => ({
    message: `${name} holds ${ELEMENTS[type] ?? 'other numbers'}; images and labels must be unsigned bytes.`,
    advice: EXPECTED,
  }),
  'dataset.rank': ({ name, rank }: Named & { rank: number }): Words => ({
    message:
      rank === 2
        ? `${name} has two dimensions, as flattened images have; height and width are needed apart.`
        : `${name} has ${String(rank)} dimensions; labels have one, images three, and colour images four.`,
    advice: EXPECTED,
  }),
  'dataset.rank.points': ({ name, coordinates }: Named & { coordinates: number }): Words => ({
    message: `${name} holds points of ${String(coordinates)} coordinates; they must have two.`,
    advice: EXPECTED,
  }),
  'dataset.channels': ({ name, channels }: Named & { channels: number }): Words => ({
    message: `${name} holds images of ${String(channels)} channels; there can be one (grey) or three (red, green, blue).`,
    advice: EXPECTED,
  }),
};
