/**
 * Names of streams, subjects, buckets and consumers. Each person has an account of their own on the server, so names do
 * not contain people.
 */
export const JOBS = 'jobs';
export const EVENTS = 'events';
export const DATASETS = 'datasets';
export const CHECKPOINTS = 'checkpoints';
export const LEASES = 'leases';
export const WORKERS = 'workers';

export const jobSubject = (pool: string, job: string) => `job.${pool}.${job}`;
export const jobsOfPool = (pool: string) => `job.${pool}.*`;
/** @param folder identifies a data folder */
export const eventSubject = (folder: string, job: string) => `event.${folder}.${job}`;
export const eventsOfFolder = (folder: string) => `event.${folder}.*`;
export const controlSubject = (job: string) => `control.${job}`;
export const checkpointName = (job: string, generation: number, step: number) =>
  `${job}/${String(generation)}/${String(step)}`;

/**
 * What a worker may do in the account of a person: take jobs, report on them, read datasets, write checkpoints, and
 * hold leases. It cannot send jobs, read or delete events, or reach another person.
 */
export const WORKER_PERMISSIONS = {
  publish: [
    'event.>',
    `$JS.ACK.${JOBS}.>`,
    '$JS.API.INFO',
    '$JS.API.STREAM.INFO.*',
    '$JS.API.STREAM.MSG.GET.*',
    '$JS.API.DIRECT.GET.>',
    `$JS.API.CONSUMER.INFO.${JOBS}.>`,
    `$JS.API.CONSUMER.MSG.NEXT.${JOBS}.>`,
    ...[DATASETS, CHECKPOINTS].flatMap((bucket) => [
      `$JS.API.CONSUMER.CREATE.OBJ_${bucket}.>`,
      `$JS.API.CONSUMER.INFO.OBJ_${bucket}.>`,
      `$JS.API.CONSUMER.DELETE.OBJ_${bucket}.>`,
      `$JS.API.CONSUMER.MSG.NEXT.OBJ_${bucket}.>`,
    ]),
    `$JS.API.STREAM.PURGE.OBJ_${CHECKPOINTS}`,
    // Without it, objects of several megabytes never arrive: the client cannot answer flow control.
    '$JS.FC.>',
    `$O.${CHECKPOINTS}.>`,
    `$KV.${LEASES}.>`,
    `$KV.${WORKERS}.>`,
  ],
  subscribe: ['_INBOX.>', 'control.>'],
} as const;
