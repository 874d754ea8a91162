import type { PublishedArchive } from '../datasets/published';

/** The wheel that contains native TensorFlow; as in scripts/setup/requirements-cpu.txt, for a program without Python. */
export interface TensorflowWheel {
  /** The folder of the registry that holds it. */
  readonly registry: string;
  readonly file: PublishedArchive;
}

/** By platform. Others use what scripts/setup knows of. */
export const TENSORFLOW_WHEELS: Readonly<Record<string, TensorflowWheel>> = {
  'linux-x64': {
    registry:
      'https://files.pythonhosted.org/packages/6f/07/a691049cb74276164d8449de9e25c4f51ad3111a3eba86358395d2552fc3/',
    file: {
      name: 'tensorflow_cpu-2.21.0-cp312-cp312-manylinux_2_27_x86_64.whl',
      bytes: 274_000_871,
      sha256: 'dcc8afd32930e42d5296b6ee19078b773706830af4ea97fbe503b9f5e0f820cb',
      members: ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'].map((name) => `tensorflow/${name}`),
    },
  },
};
