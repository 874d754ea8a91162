import type { ReleaseSource } from '../contract/release';
import { PUBLISHED_DATASETS, type PublishedDataset } from '../datasets/published';
import type { EngineSource } from './engine-fetch';
import type { Fleet } from './fleet';
import type { JobHost } from './job-host';
import { registeredModels, type Models } from './models';
import type { Printer } from './printer';

export interface WorkbenchOptions {
  readonly dataDir: string;
  readonly jobHost: JobHost;
  readonly version: string;
  /** Version of the Electron that opens windows; null if there is none. */
  readonly electron: string | null;
  /** Why that Electron cannot open a window; null if no reason is known. */
  readonly electronProblem?: string | null;
  /** Finds what prints reports when it is needed; null or absent if nothing can. */
  readonly printer?: () => Printer | null;
  /** Connects to the machines that the data folder may use; without it, all runs train on this machine. */
  readonly openFleet?: (dataDir: string) => Promise<Fleet | null>;
  /** Where native TensorFlow can be fetched from; null or absent if this program cannot fetch it. */
  readonly engineSource?: EngineSource | null;
  /** Whom to ask for newer versions; null or absent if this copy of the program names nobody. */
  readonly releaseSource?: ReleaseSource | null;
  /** For tests; by default the registered models. */
  readonly models?: Models;
  /** For tests; by default the known datasets. */
  readonly published?: readonly PublishedDataset[];
}

export function withDefaults({
  jobHost: host,
  models = registeredModels,
  published = PUBLISHED_DATASETS,
  printer = () => null,
  engineSource = null,
  releaseSource = null,
  ...rest
}: WorkbenchOptions) {
  return { ...rest, host, models, published, printer, engineSource, releaseSource };
}
