import type { PublishedArchive } from '../datasets/published';

/** The wheel that contains native TensorFlow; as in scripts/setup/requirements-cpu.txt, of which no Python is used. */
export interface TensorflowWheel {
  /** The package and its version, as pip takes them. */
  readonly requirement: string;
  /** Tags of the wheel: the version of Python, and the platform. */
  readonly python: string;
  readonly platform: string;
  readonly file: PublishedArchive;
}

/** By platform. Others use what scripts/setup knows of. */
export const TENSORFLOW_WHEELS: Readonly<Record<string, TensorflowWheel>> = {
  'linux-x64': {
    requirement: 'tensorflow-cpu==2.21.0',
    python: '312',
    platform: 'manylinux_2_27_x86_64',
    file: {
      name: 'tensorflow_cpu-2.21.0-cp312-cp312-manylinux_2_27_x86_64.whl',
      bytes: 274_000_871,
      sha256: 'dcc8afd32930e42d5296b6ee19078b773706830af4ea97fbe503b9f5e0f820cb',
      members: ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'].map((name) => `tensorflow/${name}`),
    },
  },
};
