/** A dataset that is made here, on first use. */
export interface GeneratedDataset {
  readonly id: string;
  readonly name: string;
  readonly summary: string;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly classNames: readonly string[];
  readonly trainCount: number;
  readonly testCount: number;
}

/** Only a description: the generators are in `generate.ts` and run in a process of their own. */
export const GENERATED_DATASETS: readonly GeneratedDataset[] = [
  {
    id: 'synthetic-digits',
    name: 'Synthetic digits',
    summary:
      'Handwritten-looking digits drawn by the workbench in the manner of MNIST: 28×28 grey, ten classes. ' +
      'The same images on every machine.',
    width: 28,
    height: 28,
    channels: 1,
    classNames: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    trainCount: 60_000,
    testCount: 10_000,
  },
];
