import { alerts } from './alerts';
import { charts } from './charts';
import { commandLine } from './command-line';
import { common } from './common';
import { compare } from './compare';
import { concepts } from './concepts';
import { datasets } from './datasets';
import { desktop } from './desktop';
import { exports } from './exports';
import { figures } from './figures';
import { imports } from './imports';
import { latent } from './latent';
import { models } from './models';
import { newRun } from './new-run';
import { quality } from './quality';
import { reports } from './reports';
import { run } from './run';
import { runs } from './runs';
import { settings } from './settings';
import { shell } from './shell';
import { starters } from './starters';
import { summary } from './summary';
import { sweeps } from './sweeps';
import { tour } from './tour';
import { trash } from './trash';
import { workers } from './workers';

export const en = {
  alerts,
  charts,
  commandLine,
  common,
  compare,
  concepts,
  datasets,
  desktop,
  exports,
  figures,
  imports,
  latent,
  models,
  newRun,
  quality,
  reports,
  run,
  runs,
  settings,
  shell,
  starters,
  summary,
  sweeps,
  tour,
  trash,
  workers,
};
