import type { Words } from '../words';
import { archiveProblems } from './archives';
import { collectionProblems } from './collections';
import { commandLineProblems } from './command-line';
import { datasetProblems } from './datasets';
import { DOUBT_CHOICES, DOUBTS } from './doubts';
import { downloadProblems } from './downloads';
import { evaluationProblems } from './evaluation';
import { EVIDENCE } from './evidence';
import { exportProblems } from './exports';
import { FIELD_REASONS } from './fields';
import { FILE_REASONS } from './file-reasons';
import { fleetProblems } from './fleet';
import { givenFileProblems } from './given-files';
import { columnInText, LABEL_SOURCES, ROLES } from './given-parts';
import { idxProblems } from './idx';
import { IMPORT_NOTES } from './import-notes';
import { interruptionProblems } from './interruptions';
import { jobProblems } from './jobs';
import { LOG_LINES } from './log';
import { lostText } from './lost';
import { RUN_STATES } from './run-states';
import { NAMES } from './names';
import { programProblems } from './programs';
import { releaseProblems } from './releases';
import { runProblems } from './runs';
import { ENDED_EARLY, STOP_REASONS } from './stop-reasons';
import { storeProblems } from './store';
import { sweepProblems } from './sweeps';
import { PART_REASONS } from './system';
import { tableProblems } from './tables';
import { windowProblems } from './window';
import { workbenchProblems } from './workbench';

/** English. Another language would be a folder with the same exports: see `Language`. */
export const en = {
  /** Every problem by its code. */
  problems: {
    ...storeProblems,
    ...datasetProblems,
    ...givenFileProblems,
    ...idxProblems,
    ...tableProblems,
    ...collectionProblems,
    ...downloadProblems,
    ...releaseProblems,
    ...runProblems,
    ...sweepProblems,
    ...interruptionProblems,
    ...jobProblems,
    ...evaluationProblems,
    ...exportProblems,
    ...archiveProblems,
    ...fleetProblems,
    ...workbenchProblems,
    ...commandLineProblems,
    ...programProblems,
    ...windowProblems,
  } satisfies Readonly<Record<string, (params: never) => Words>>,
  runStates: RUN_STATES,
  endedEarly: ENDED_EARLY,
  stopReasons: STOP_REASONS,
  evidence: EVIDENCE,
  fieldReasons: FIELD_REASONS,
  fileReasons: FILE_REASONS,
  importNotes: IMPORT_NOTES,
  doubts: DOUBTS,
  doubtChoices: DOUBT_CHOICES,
  labelSources: LABEL_SOURCES,
  roles: ROLES,
  columnIn: columnInText,
  names: NAMES,
  partReasons: PART_REASONS,
  logLines: LOG_LINES,
  lost: lostText,
};
