import { eventIterator, oc, type ContractRouterClient } from '@orpc/contract';
import * as z from 'zod';
import { AnnotationChangeSchema, NotesSchema, RunIdsSchema } from './annotation';
import { ArchiveImportSchema, ArchiveRefSchema } from './archive';
import { BlindRoundSchema, NewBlindRoundSchema } from './blind-round';
import { CheckpointSchema } from './checkpoint';
import {
  DatasetDetailsSchema,
  DatasetIdSchema,
  DatasetPreviewSchema,
  DatasetSchema,
  ImportOptionsSchema,
  InspectionSchema,
  MAX_DATASET_NAME,
  MAX_GIVEN_FILES,
  NeighborsSchema,
} from './dataset';
import { DataFolderMoveSchema, DataFolderPlanSchema } from './data-folder';
import { DownloadSchema, MirrorSchema } from './download';
import { ProblemSchema } from './error';
import { MAX_REPORT_RUNS } from './files';
import { MetricBatchSchema, WorkbenchEventSchema } from './events';
import {
  DatasetExportRequestSchema,
  ExportedSchema,
  ExportFormatSchema,
  ExportRequestSchema,
  ExportRunsSchema,
} from './export';
import { EngineFetchSchema } from './engine-fetch';
import { FleetStatusSchema } from './fleet';
import { ModelInfoSchema } from './model';
import {
  BudgetSchema,
  DeviceChoiceSchema,
  LogEntrySchema,
  NewRunGroupSchema,
  NewRunSchema,
  QueueMoveSchema,
  RunNameSchema,
  RunSchema,
  RUNS_PER_PAGE,
} from './run';
import { ChangedValuesSchema, NetworkRoleSchema, RecordedNowSchema, RunChangesSchema } from './run-changes';
import { LatentFactsSchema, LatentPlaceSchema } from './latent';
import {
  NewSavedLatentsSchema,
  SavedLatentsChangeSchema,
  SavedLatentsIdSchema,
  SavedLatentsSchema,
} from './saved-latents';
import { NearestRequestSchema, NearestSchema } from './nearest';
import { NetworkSummarySchema } from './network';
import { DrawingSchema, DrawRequestSchema, FigureKindSchema, FigureSchema } from './figure';
import { ChangedSettingsSchema, SettingsSchema } from './settings';
import { StorageSchema } from './storage';
import { ReleaseStatusSchema } from './release';
import { SystemInfoSchema } from './system';
import { QualityMetricSchema, QualityRequestSchema, QualitySchema } from './quality';
import { NewSweepSchema, SweepExtensionSchema, SweepSchema } from './sweep';
import { PurgedSchema, RemovedRunSchema } from './trash';
import { because, finiteNumber, identifier, lineOfText, listOf, wholeNumberFrom } from './validation';

/** The longest path that Linux takes. */
const MAX_PATH = 4096;

const RunRef = z.object({ id: wholeNumberFrom('run-number', 1) });
const DownloadRef = z.object({ id: DatasetIdSchema });
const SweepRef = z.object({ id: wholeNumberFrom('sweep-number', 1) });
const SavedLatentsRef = z.object({ id: SavedLatentsIdSchema });
const FolderRef = z.object({ to: lineOfText('folder', MAX_PATH) });
const CheckpointRef = RunRef.extend({ step: wholeNumberFrom('checkpoint-step', 0) });
/** Every procedure may fail with a problem that is shown to the user. */
const procedure = oc.errors({ PROBLEM: { status: 422, data: ProblemSchema } });

export const api = {
  system: {
    info: procedure.output(SystemInfoSchema),
    /** What runs take on the disk. */
    storage: procedure.output(StorageSchema),
    /** Small events about all changes. Clients subscribe first, then list, so that they miss none. */
    events: procedure.output(eventIterator(WorkbenchEventSchema)),
  },
  engine: {
    /** Whether native TensorFlow is missing and can be fetched. */
    fetchStatus: procedure.output(EngineFetchSchema),
    /** Fetches it, or goes on with what an earlier attempt received; progress is reported as events. */
    fetch: procedure.output(EngineFetchSchema),
    stopFetch: procedure.output(EngineFetchSchema),
  },
  releases: {
    /** What is known about newer versions of this program. Changes follow as events. */
    status: procedure.output(ReleaseStatusSchema),
    /** Asks the publisher now. */
    ask: procedure.output(ReleaseStatusSchema),
  },
  dataFolder: {
    /** What a move would take; refused where the folder cannot be moved to that place. */
    plan: procedure.input(FolderRef).output(DataFolderPlanSchema),
    /** Reports the progress of a move, and ends with it. All other calls are refused meanwhile. */
    move: procedure.input(FolderRef).output(eventIterator(DataFolderMoveSchema)),
    /** Ends a move that copies; the data folder stays as it was. */
    cancel: procedure.output(z.void()),
    /** Lets the person choose a folder in a dialog of the system; null without one, or if none was chosen. */
    choose: procedure.output(z.string().nullable()),
  },
  fleet: {
    /** The machines that the data folder may use; null if it has not joined a fleet. Changes follow as events. */
    status: procedure.output(FleetStatusSchema.nullable()),
  },
  models: { list: procedure.output(z.array(ModelInfoSchema)) },
  qualities: {
    /** The available metrics, in display order. */
    metrics: procedure.output(z.array(QualityMetricSchema)),
    list: procedure.input(RunRef).output(z.array(QualitySchema)),
    /** Returns when no automatic evaluation of the run is in progress or waiting. */
    settled: procedure.input(RunRef).output(z.void()),
    /** Draws samples with a checkpoint and evaluates them; progress is reported as events. */
    evaluate: procedure.input(RunRef.extend(QualityRequestSchema.shape)).output(QualitySchema),
  },
  /** The choices of people who saw samples without names. */
  blindRounds: {
    /** Rounds whose runs are all among the given ones, oldest first. */
    list: procedure
      .input(z.object({ ids: listOf(RunRef.shape.id, 'some-runs', MAX_REPORT_RUNS) }))
      .output(z.array(BlindRoundSchema)),
    record: procedure.input(NewBlindRoundSchema).output(BlindRoundSchema),
  },
  datasets: {
    list: procedure.output(z.array(DatasetSchema)),
    /** Generates a dataset now; progress is reported as events. */
    prepare: procedure.input(z.object({ id: DatasetIdSchema })).output(DatasetSchema),
    /** Training items, up to the limit of a preview. */
    preview: procedure
      .input(
        z.object({
          id: DatasetIdSchema,
          offset: wholeNumberFrom('first-item', 0),
          count: wholeNumberFrom('item-count', 1),
          /** Only images of this class, by its index among the class names. */
          label: wholeNumberFrom('class-number', 0).optional(),
        }),
      )
      .output(DatasetPreviewSchema),
    /** The training images that are nearest to a given one, by their pixels. */
    neighbors: procedure
      .input(z.object({ id: DatasetIdSchema, item: wholeNumberFrom('item-place', 0) }))
      .output(NeighborsSchema),
    /** Its classes with their counts, and how its files were interpreted. */
    details: procedure.input(z.object({ id: DatasetIdSchema })).output(DatasetDetailsSchema),
    /** Inspects uploaded files without importing them; may be repeated with the same files and other options. */
    inspect: procedure
      .input(
        z.object({
          uploadIds: listOf(identifier('file-id', 64), 'files', MAX_GIVEN_FILES),
          options: ImportOptionsSchema.prefault({}),
        }),
      )
      .output(InspectionSchema),
    import: procedure
      .input(
        z.object({
          inspectionId: identifier('inspection-id', 64),
          name: lineOfText('dataset-name', MAX_DATASET_NAME),
        }),
      )
      .output(DatasetSchema),
    remove: procedure.input(z.object({ id: DatasetIdSchema })).output(z.void()),
  },
  downloads: {
    /** Datasets that publishers offer. Nothing is downloaded until requested. */
    list: procedure.output(z.array(DownloadSchema)),
    /** Downloads and imports a dataset; progress is reported as events. Continues an earlier, incomplete download. */
    start: procedure.input(DownloadRef.extend({ mirror: MirrorSchema.optional() })).output(DatasetSchema),
    /** Stops a download; received bytes are retained. */
    stop: procedure.input(DownloadRef).output(DownloadSchema),
    /** Deletes received bytes. */
    discard: procedure.input(DownloadRef).output(DownloadSchema),
  },
  archives: {
    /** Imports the runs of an uploaded archive; progress is reported as that of an import with the id of the upload. */
    import: procedure.input(ArchiveRefSchema).output(ArchiveImportSchema),
  },
  exports: {
    /** The formats that files about these runs can have, in display order. */
    formats: procedure.input(z.object({ runs: ExportRunsSchema })).output(z.array(ExportFormatSchema)),
    /** Writes a file; progress is reported as events. */
    create: procedure.input(ExportRequestSchema).output(ExportedSchema),
    /** The formats that the items of a dataset can have. */
    datasetFormats: procedure.input(z.object({ id: DatasetIdSchema })).output(z.array(ExportFormatSchema)),
    /** As `create`; a built-in dataset that is not there yet is prepared first. */
    createOfDataset: procedure.input(DatasetExportRequestSchema).output(ExportedSchema),
  },
  settings: {
    get: procedure.output(SettingsSchema),
    /** Retention applies to a run when it writes its next checkpoint. */
    set: procedure.input(ChangedSettingsSchema).output(SettingsSchema),
    /** Removes checkpoints, of one run or of all, that the current retention does not retain. @returns their number */
    applyRetention: procedure.input(RunRef.partial().prefault({})).output(z.int()),
  },
  /** The runs of a sweep have its id as their group. */
  sweeps: {
    list: procedure.output(z.array(SweepSchema)),
    /** Launches all its runs, or none. */
    create: procedure.input(NewSweepSchema).output(SweepSchema),
    extend: procedure.input(SweepRef.extend(SweepExtensionSchema.shape)).output(SweepSchema),
    /** Stops the runs that have not ended. */
    stop: procedure.input(SweepRef).output(SweepSchema),
  },
  latent: {
    /** Loads the model of a checkpoint; it stays loaded for a minute after the last request of `filePaths.latent`. */
    facts: procedure.input(LatentPlaceSchema).output(LatentFactsSchema),
    /** Pins and walks of a run, oldest first. */
    saved: procedure.input(RunRef).output(z.array(SavedLatentsSchema)),
    /** Decodes latents and saves both with the run. */
    save: procedure.input(NewSavedLatentsSchema).output(SavedLatentsSchema),
    /** Omitted parts stay unchanged. */
    changeSaved: procedure
      .input(SavedLatentsRef.extend(SavedLatentsChangeSchema.shape))
      .output(SavedLatentsSchema),
    removeSaved: procedure.input(SavedLatentsRef).output(z.void()),
  },
  runs: {
    /** A page of runs, newest first, older than the run `before`. `allRuns` returns all. */
    list: procedure
      .input(z.object({ before: RunRef.shape.id.optional() }))
      .output(z.array(RunSchema).max(RUNS_PER_PAGE)),
    get: procedure.input(RunRef).output(RunSchema),
    /** Starts a process for a run that is likely to be launched on this device in the next minutes, if there is room. */
    prepare: procedure.input(z.object({ device: DeviceChoiceSchema })).output(z.void()),
    create: procedure.input(NewRunSchema).output(RunSchema),
    /** Launches several runs: all of them, or none. */
    createGroup: procedure.input(NewRunGroupSchema).output(z.array(RunSchema)),
    pause: procedure.input(RunRef).output(RunSchema),
    /** Changes hyperparameters of a run that trains or is paused, from its next step on. */
    change: procedure.input(RunRef.extend({ hyperparameters: ChangedValuesSchema })).output(RunSchema),
    /** Takes one step of a paused run; with `only`, it updates one network of a GAN only. */
    step: procedure.input(RunRef.extend({ only: NetworkRoleSchema.optional() })).output(RunSchema),
    /**
     * Records samples, or a checkpoint, which is pinned, after the current step of a run that trains or is paused.
     * @returns that step; null if the run has ended, or is still at it after some seconds
     */
    record: procedure.input(RunRef.extend({ what: RecordedNowSchema })).output(z.int().nullable()),
    /** Slows a run down until it ends or gives up its process; null for full speed. */
    slow: procedure
      .input(
        RunRef.extend({
          stepsPerSecond: finiteNumber('steps-per-second', { min: 0.1, max: 100 }).nullable(),
        }),
      )
      .output(z.void()),
    /**
     * Stops a running or paused run with a checkpoint, and queues it to continue from there after the waiting runs.
     */
    requeue: procedure.input(RunRef).output(RunSchema),
    /**
     * Resumes a paused run, or a stopped, failed or interrupted one from its newest checkpoint. With a step, resumes a
     * run that has ended from the checkpoint of that step, and removes everything recorded after it. Changes are taken
     * at later steps.
     */
    resume: procedure
      .input(
        RunRef.extend({ step: CheckpointRef.shape.step.optional(), changes: RunChangesSchema.optional() }),
      )
      .output(RunSchema),
    /** Creates a run with the same settings, or a larger budget, that continues from a checkpoint of this one. */
    fork: procedure
      .input(
        CheckpointRef.extend({
          name: RunNameSchema.optional(),
          budget: BudgetSchema.optional(),
          changes: RunChangesSchema.optional(),
        }),
      )
      .output(RunSchema),
    /** In order of steps. */
    checkpoints: procedure.input(RunRef).output(z.array(CheckpointSchema)),
    /** A pinned checkpoint is retained under any retention. */
    pinCheckpoint: procedure.input(CheckpointRef).output(z.void()),
    unpinCheckpoint: procedure.input(CheckpointRef).output(z.void()),
    removeCheckpoint: procedure.input(CheckpointRef).output(z.void()),
    /** Stops the run with a final checkpoint; a queued one leaves the queue. */
    stop: procedure.input(RunRef).output(RunSchema),
    /** Moves a queued run before or after other waiting runs. */
    moveInQueue: procedure.input(RunRef.extend({ to: QueueMoveSchema })).output(RunSchema),
    rename: procedure.input(RunRef.extend({ name: RunNameSchema })).output(RunSchema),
    /** Stars and tags runs: all of them, or none. */
    annotate: procedure
      .input(AnnotationChangeSchema.extend({ ids: RunIdsSchema }))
      .output(z.array(RunSchema)),
    /** Notes in Markdown; empty without notes. */
    notes: procedure.input(RunRef).output(z.string()),
    setNotes: procedure.input(RunRef.extend({ notes: NotesSchema })).output(RunSchema),
    /** Moves a run to the trash; `restore` reverses this. */
    remove: procedure.input(RunRef).output(z.void()),
    restore: procedure.input(RunRef).output(RunSchema),
    /** Removed runs that can be restored, the last removed first. */
    trash: procedure.output(z.array(RemovedRunSchema)),
    /** Deletes removed runs permanently; runs that are not removed stay. */
    purge: procedure.input(z.object({ ids: RunIdsSchema })).output(PurgedSchema),
    /** Deletes all removed runs permanently. */
    emptyTrash: procedure.output(PurgedSchema),
    figures: procedure
      .input(RunRef.extend({ kind: FigureKindSchema.optional() }))
      .output(z.array(FigureSchema)),
    /** Decodes new latents with a checkpoint; the result is not recorded. */
    draw: procedure.input(RunRef.extend(DrawRequestSchema.shape)).output(DrawingSchema),
    /** The training images that are nearest to samples of a recorded sheet. */
    nearest: procedure.input(RunRef.extend(NearestRequestSchema.shape)).output(NearestSchema),
    /** Empty before the run has started. */
    networks: procedure.input(RunRef).output(z.array(NetworkSummarySchema)),
    logs: procedure.input(RunRef).output(z.array(LogEntrySchema)),
    /**
     * The run's metric rows after the given step of each metric, and all rows of the other metrics unless they are
     * excluded: first the recorded rows, then new ones.
     */
    watch: procedure
      .input(
        RunRef.extend({
          after: z.record(z.string(), wholeNumberFrom('last-step', -1)).default({}),
          others: z.boolean(because({ code: 'yes-or-no', what: 'other-metrics' })).default(true),
        }),
      )
      .output(eventIterator(MetricBatchSchema)),
  },
} as const;

export type Api = typeof api;
export type ApiClient = ContractRouterClient<Api>;
