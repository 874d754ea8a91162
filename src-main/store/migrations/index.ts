import { runs } from './0001-runs';
import { metrics } from './0002-metrics';
import { samples } from './0003-samples';
import { checkpoints } from './0004-checkpoints';
import { logs } from './0005-logs';
import { datasets } from './0006-datasets';
import { choices } from './0007-choices';
import { networks } from './0008-networks';
import { dataKinds } from './0009-data-kinds';
import { evaluations } from './0010-evaluations';
import { windowMeansOfRuns } from './0011-window-means';
import { datasetStamps } from './0012-dataset-stamps';
import { checkpointKinds } from './0013-checkpoint-kinds';
import { settings } from './0014-settings';
import { runOrigins } from './0015-run-origins';
import { qualities } from './0016-qualities';
import { figures } from './0017-figures';
import { hiddenUnits } from './0018-hidden-units';
import { qualityEffort } from './0019-quality-effort';
import { runAlerts } from './0020-run-alerts';
import { runGroups } from './0021-run-groups';
import { sweeps } from './0022-sweeps';
import { dueEvaluations } from './0023-due-evaluations';
import { runAnnotations } from './0024-run-annotations';
import { closestPairs } from './0025-closest-pairs';
import { removedRuns } from './0026-removed-runs';
import { blindRounds } from './0027-blind-rounds';
import { samplingTimes } from './0028-sampling-times';
import { savedLatents } from './0029-saved-latents';
import { metricBlocks } from './0030-metric-blocks';
import { stopReasons } from './0031-stop-reasons';
import { remoteRuns } from './0034-remote-runs';
import type { Migration } from './migration';

/** In order; the database's `user_version` is the number of applied migrations. Never change one that was released. */
export const MIGRATIONS: readonly Migration[] = [
  runs,
  metrics,
  samples,
  checkpoints,
  logs,
  datasets,
  choices,
  networks,
  dataKinds,
  evaluations,
  windowMeansOfRuns,
  datasetStamps,
  checkpointKinds,
  settings,
  runOrigins,
  qualities,
  figures,
  hiddenUnits,
  qualityEffort,
  runAlerts,
  runGroups,
  sweeps,
  dueEvaluations,
  runAnnotations,
  closestPairs,
  removedRuns,
  blindRounds,
  samplingTimes,
  savedLatents,
  metricBlocks,
  stopReasons,
  remoteRuns,
];
