import { eventIterator, oc, type ContractRouterClient } from '@orpc/contract';
import * as z from 'zod';
import { AnnotationChangeSchema, NotesSchema, RunIdsSchema } from './annotation';
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
import { DownloadSchema, MirrorSchema } from './download';
import { ProblemSchema } from './error';
import { MAX_REPORT_RUNS } from './files';
import { MetricBatchSchema, WorkbenchEventSchema } from './events';
import { ModelInfoSchema } from './model';
import {
  BudgetSchema,
  LogEntrySchema,
  NewRunGroupSchema,
  NewRunSchema,
  QueueMoveSchema,
  RunNameSchema,
  RunSchema,
  RUNS_PER_PAGE,
} from './run';
import { LatentFactsSchema, LatentPlaceSchema } from './latent';
import { NearestRequestSchema, NearestSchema } from './nearest';
import { NetworkSummarySchema } from './network';
import { DrawingSchema, DrawRequestSchema, FigureKindSchema, FigureSchema } from './figure';
import { ChangedSettingsSchema, SettingsSchema } from './settings';
import { SystemInfoSchema } from './system';
import { QualityMetricSchema, QualityRequestSchema, QualitySchema } from './quality';
import { NewSweepSchema, SweepExtensionSchema, SweepSchema } from './sweep';
import { PurgedSchema, RemovedRunSchema } from './trash';
import { identifier, lineOfText, listOf, wholeNumberFrom } from './validation';

const RunRef = z.object({ id: wholeNumberFrom('run-number', 1) });
const DownloadRef = z.object({ id: DatasetIdSchema });
const SweepRef = z.object({ id: wholeNumberFrom('sweep-number', 1) });
const CheckpointRef = RunRef.extend({ step: wholeNumberFrom('checkpoint-step', 0) });
/** Every procedure may fail with a problem that the person is shown. */
const procedure = oc.errors({ PROBLEM: { status: 422, data: ProblemSchema } });

export const api = {
  system: {
    info: procedure.output(SystemInfoSchema),
    /** Light events about everything; a client subscribes first, then lists. */
    events: procedure.output(eventIterator(WorkbenchEventSchema)),
  },
  models: { list: procedure.output(z.array(ModelInfoSchema)) },
  qualities: {
    /** What is measured, in the order in which it is shown. */
    metrics: procedure.output(z.array(QualityMetricSchema)),
    list: procedure.input(RunRef).output(z.array(QualitySchema)),
    /** Answers once no evaluation of the run that nobody asked for is going on, or waits. */
    settled: procedure.input(RunRef).output(z.void()),
    /** Draws samples with a checkpoint and measures them; progress comes as events. */
    evaluate: procedure.input(RunRef.extend(QualityRequestSchema.shape)).output(QualitySchema),
  },
  /** What people chose who saw samples without names. */
  blindRounds: {
    /** Of which all that take part are among the runs, oldest first. */
    list: procedure
      .input(z.object({ ids: listOf(RunRef.shape.id, 'some-runs', MAX_REPORT_RUNS) }))
      .output(z.array(BlindRoundSchema)),
    record: procedure.input(NewBlindRoundSchema).output(BlindRoundSchema),
  },
  datasets: {
    list: procedure.output(z.array(DatasetSchema)),
    /** Makes a generated dataset now; progress comes as events. */
    prepare: procedure.input(z.object({ id: DatasetIdSchema })).output(DatasetSchema),
    /** Items to train on; fewer than asked for where that is more than a preview has. */
    preview: procedure
      .input(
        z.object({
          id: DatasetIdSchema,
          offset: wholeNumberFrom('first-item', 0),
          count: wholeNumberFrom('item-count', 1),
          /** Only images of this class, by its place among the names of classes. */
          label: wholeNumberFrom('class-number', 0).optional(),
        }),
      )
      .output(DatasetPreviewSchema),
    /** The images to train on that are nearest to one of them, by their pixels. */
    neighbors: procedure
      .input(z.object({ id: DatasetIdSchema, item: wholeNumberFrom('item-place', 0) }))
      .output(NeighborsSchema),
    /** Its classes with their counts, and how its files were understood. */
    details: procedure.input(z.object({ id: DatasetIdSchema })).output(DatasetDetailsSchema),
    /** Finds out what uploaded files hold, without taking them in; the same files again for other options. */
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
    /** Datasets that their publishers offer. Nothing is fetched before it is asked for. */
    list: procedure.output(z.array(DownloadSchema)),
    /** Fetches a dataset and takes it in; progress comes as events. Goes on with what an earlier try has left. */
    start: procedure.input(DownloadRef.extend({ mirror: MirrorSchema.optional() })).output(DatasetSchema),
    /** Ends a download; what has arrived stays. */
    stop: procedure.input(DownloadRef).output(DownloadSchema),
    /** Removes what has arrived. */
    discard: procedure.input(DownloadRef).output(DownloadSchema),
  },
  settings: {
    get: procedure.output(SettingsSchema),
    /** Retention applies to a run when it writes its next checkpoint. */
    set: procedure.input(ChangedSettingsSchema).output(SettingsSchema),
    /** Removes from all runs the checkpoints that the retention lets go now. @returns how many */
    applyRetention: procedure.output(z.int()),
  },
  /** The runs of a sweep are those whose group has its number. */
  sweeps: {
    list: procedure.output(z.array(SweepSchema)),
    /** All of its runs are launched, or none. */
    create: procedure.input(NewSweepSchema).output(SweepSchema),
    extend: procedure.input(SweepRef.extend(SweepExtensionSchema.shape)).output(SweepSchema),
    /** Ends those of its runs that have not ended. */
    stop: procedure.input(SweepRef).output(SweepSchema),
  },
  latent: {
    /** Loads the model of a checkpoint, which then stays for a minute after the last request of `filePaths.latent`. */
    facts: procedure.input(LatentPlaceSchema).output(LatentFactsSchema),
  },
  runs: {
    /** A page of runs, newest first: those older than the run `before`. `allRuns` gives all. */
    list: procedure
      .input(z.object({ before: RunRef.shape.id.optional() }))
      .output(z.array(RunSchema).max(RUNS_PER_PAGE)),
    get: procedure.input(RunRef).output(RunSchema),
    create: procedure.input(NewRunSchema).output(RunSchema),
    /** Several runs at once: all of them are launched, or none. */
    createGroup: procedure.input(NewRunGroupSchema).output(z.array(RunSchema)),
    pause: procedure.input(RunRef).output(RunSchema),
    /** Ends a run that trains or is paused with a checkpoint, to go on from there after those that wait now. */
    requeue: procedure.input(RunRef).output(RunSchema),
    /**
     * Goes on with a paused run, or with a stopped, failed or interrupted one at its newest checkpoint. With a step,
     * goes on with a run that has ended at the checkpoint of that step: what was recorded after it is removed.
     */
    resume: procedure.input(RunRef.extend({ step: CheckpointRef.shape.step.optional() })).output(RunSchema),
    /** Another run with the same settings, or a larger budget, which goes on from a checkpoint of this one. */
    fork: procedure
      .input(CheckpointRef.extend({ name: RunNameSchema.optional(), budget: BudgetSchema.optional() }))
      .output(RunSchema),
    /** In order of steps. */
    checkpoints: procedure.input(RunRef).output(z.array(CheckpointSchema)),
    /** Whatever the retention is, a pinned one stays. */
    pinCheckpoint: procedure.input(CheckpointRef).output(z.void()),
    unpinCheckpoint: procedure.input(CheckpointRef).output(z.void()),
    removeCheckpoint: procedure.input(CheckpointRef).output(z.void()),
    /** Ends the run with a final checkpoint; a queued one leaves the queue. */
    stop: procedure.input(RunRef).output(RunSchema),
    /** Lets a queued run train earlier, or later, than others that wait. */
    moveInQueue: procedure.input(RunRef.extend({ to: QueueMoveSchema })).output(RunSchema),
    rename: procedure.input(RunRef.extend({ name: RunNameSchema })).output(RunSchema),
    /** Stars and tags runs: all of them, or none. */
    annotate: procedure
      .input(AnnotationChangeSchema.extend({ ids: RunIdsSchema }))
      .output(z.array(RunSchema)),
    /** In Markdown; empty where there are none. */
    notes: procedure.input(RunRef).output(z.string()),
    setNotes: procedure.input(RunRef.extend({ notes: NotesSchema })).output(RunSchema),
    /** Moves a run out of sight; `restore` brings it back. */
    remove: procedure.input(RunRef).output(z.void()),
    restore: procedure.input(RunRef).output(RunSchema),
    /** Those that were removed and can be restored, the last first. */
    trash: procedure.output(z.array(RemovedRunSchema)),
    /** Deletes removed runs permanently; others of the runs stay. */
    purge: procedure.input(z.object({ ids: RunIdsSchema })).output(PurgedSchema),
    /** Deletes all removed runs permanently. */
    emptyTrash: procedure.output(PurgedSchema),
    figures: procedure
      .input(RunRef.extend({ kind: FigureKindSchema.optional() }))
      .output(z.array(FigureSchema)),
    /** Decodes new latents with a checkpoint; nothing of it is recorded. */
    draw: procedure.input(RunRef.extend(DrawRequestSchema.shape)).output(DrawingSchema),
    /** The training images that are nearest to samples of a recorded sheet. */
    nearest: procedure.input(RunRef.extend(NearestRequestSchema.shape)).output(NearestSchema),
    /** Empty before the run has begun. */
    networks: procedure.input(RunRef).output(z.array(NetworkSummarySchema)),
    logs: procedure.input(RunRef).output(z.array(LogEntrySchema)),
    /**
     * The run's metric rows, of each metric those after the step given for it, of others all: first those recorded, then
     * those to come.
     */
    watch: procedure
      .input(
        RunRef.extend({
          after: z.record(z.string(), wholeNumberFrom('last-step', -1)).default({}),
        }),
      )
      .output(eventIterator(MetricBatchSchema)),
  },
} as const;

export type Api = typeof api;
export type ApiClient = ContractRouterClient<Api>;
