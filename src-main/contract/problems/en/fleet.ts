import type { Words } from '../words';

/** Runs on other machines. */
export const fleetProblems = {
  'fleet.none': (): Words => ({
    message: 'This data folder has not joined a fleet, so its runs train on this machine only.',
    advice: {
      window:
        'Join one with: latent-workbench fleet join FILE. The file comes from the person who set the fleet up.',
      'command-line': 'Join one with: fleet join FILE. The file comes from the person who set the fleet up.',
    },
  }),
  'fleet.unreachable': ({ server }: { server: string }): Words => ({
    message: `The server of the fleet, ${server}, cannot be reached.`,
    advice:
      'Check that it runs and that this machine can reach its port. Runs on other machines go on meanwhile.',
  }),
  'fleet.refused': ({ server }: { server: string }): Words => ({
    message: `The server ${server} refused these credentials: it does not know them, or they were revoked.`,
    advice:
      'Ask the person who set the fleet up for a new file, and whether the server has its new configuration.',
  }),
  'fleet.certificate': ({ server, isExpired }: { server: string; isExpired: boolean }): Words => ({
    message: isExpired
      ? `The certificate of the server ${server} has expired.`
      : `The certificate of the server ${server} is not the one in these credentials, so it may be another server.`,
    advice: 'Ask the person who set the fleet up; fleet setup writes a new certificate and new files.',
  }),
  /** @param why what is wrong with the file */
  'fleet.credentials': ({
    file,
    why,
    role,
    systemCode,
  }: {
    file: string;
    why: 'unreadable' | 'format' | 'role';
    role: 'person' | 'worker';
    systemCode: string | null;
  }): Words => {
    const reasons = {
      unreadable: `cannot be read${systemCode === null ? '' : ` (${systemCode})`}`,
      format: 'is not a file of credentials for a fleet, or from another version',
      role: `holds the credentials of a ${role === 'person' ? 'worker, not of a person' : 'person, not of a worker'}`,
    };
    return {
      message: `${file} ${reasons[why]}.`,
      advice: `Give the file that fleet setup wrote to its folder ${role === 'person' ? 'people' : 'workers'}.`,
    };
  },
  'fleet.messages-lost': ({
    step,
    checkpointStep,
  }: {
    step: number;
    checkpointStep: number | null;
  }): Words => ({
    message: `Metrics after step ${String(step)} are no longer on the server: another copy of this data folder has recorded them, or it was closed for too long.`,
    advice:
      checkpointStep === null
        ? 'Resume the run to start it again.'
        : `Resume the run to go on from its checkpoint of step ${String(checkpointStep)}.`,
  }),
  'fleet.protocol': ({ theirs, ours }: { theirs: number; ours: number }): Words => ({
    message: `The workbench and the worker are of different versions (protocols ${String(theirs)} and ${String(ours)}).`,
    advice: 'Install the same version on both machines, and resume the run.',
  }),
  'fleet.dataset': ({ dataset, isDamaged }: { dataset: string; isDamaged: boolean }): Words => ({
    message: isDamaged
      ? `The dataset ${dataset} arrived damaged at the worker.`
      : `The dataset ${dataset} is no longer on the server.`,
    advice: 'Resume the run: the dataset is sent again if it is missing.',
  }),
  'fleet.checkpoint-gone': ({ step }: { step: number }): Words => ({
    message: `The checkpoint of step ${String(step)}, from which the run was to continue, is no longer on the server.`,
    advice: 'Resume the run: its newest checkpoint is sent again.',
  }),
  'fleet.crashed': ({ times }: { times: number }): Words => ({
    message: `The training process ended unexpectedly ${String(times)} times without getting to another checkpoint.`,
    advice:
      'The log has its last words. Lower the batch size or the size of the networks, or write checkpoints more often, and resume the run.',
  }),
  'fleet.server-missing': (): Words => ({
    message: 'There is no nats-server on this machine.',
    advice: 'Install version 2.12 or newer, or name it with --server-program.',
  }),
  'fleet.server-ended': ({ lastWords }: { lastWords: string }): Words => ({
    message: `The server ended. ${lastWords}`.trim(),
    advice: 'Correct what it names, and start it again.',
  }),
  'fleet.no-setup': ({ folder }: { folder: string }): Words => ({
    message: `${folder} has no configuration of a fleet.`,
    advice: 'Create it with fleet setup.',
  }),
  'fleet.name': ({ name }: { name: string }): Words => ({
    message: `“${name}” cannot be the name of a person or a machine.`,
    advice: 'Use small letters, digits and hyphens, 32 at most.',
  }),
  'run.out-of-sight': ({
    name,
    pool,
    worker,
  }: {
    name: string;
    pool: string;
    worker: string | null;
  }): Words => ({
    message: `No machine of the pool ${pool} answers for ${name}${worker === null ? '' : `; ${worker} had it last`}.`,
    advice: 'If its machine has ended, another one takes the run within a minute. Then try again.',
  }),
  'run.in-pool': ({ name, pool }: { name: string; pool: string }): Words => ({
    message: `${name} trains in the pool ${pool}, whose machines take runs in the order in which they were launched.`,
    advice: 'Stop it, and launch it again.',
  }),
  'run.left-fleet': ({ pool }: { pool: string }): Words => ({
    message: `This data folder has left the fleet whose pool ${pool} trained the run.`,
    advice: 'Join a fleet again, and resume the run: it goes on from its newest checkpoint.',
  }),
  'run.left-training': ({ name, pool }: { name: string; pool: string }): Words => ({
    message: `${name} goes on in the pool ${pool}.`,
    advice: 'Open the workbench to record what it has done meanwhile, or to stop it.',
  }),
};
