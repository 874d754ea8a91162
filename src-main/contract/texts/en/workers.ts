import { countText } from '../../numbers';
import { plural } from '../plural';

const machines = (count: number) => `${countText(count)} ${plural(count, 'machine', 'machines')}`;

/** Runs on other machines. */
export const workers = {
  title: 'Workers',
  fleet: 'Fleet',
  goTo: 'Go to Workers',
  states: { idle: 'idle', training: 'training', 'waiting-for-server': 'waits for the server' },
  outOfSight: 'out of sight',
  connecting: (server: string) => `Connecting to ${server}…`,
  connectedAs: (server: string, person: string) => `${server}, as ${person}`,
  notConnected: 'not connected',
  goOnMeanwhile: 'What is shown is from before. Runs go on meanwhile, and are recorded afterwards.',
  onlineOf: (online: number, all: number) =>
    online === all ? `${countText(online)} online` : `${countText(online)} of ${countText(all)} online`,
  worker: 'Worker',
  pool: 'Pool',
  pools: 'Pools',
  online: 'Online',
  waiting: 'Waiting',
  training: 'Training',
  temperature: 'Temperature',
  degrees: (value: string) => `${value} °C`,
  lastSeen: 'Last seen',
  now: 'now',
  ago: (time: string) => `${time} ago`,
  otherRun: 'another person’s, or of another data folder',
  noWorkers: 'No machine is there',
  noWorkersHelp:
    'Start a worker on each machine that is to train, with the file that fleet setup wrote for it. It appears here within seconds.',
  runsInPools: 'Runs in pools',
  noRuns: 'No run of this data folder trains or waits in a pool.',
  moreRuns: (count: string) => `and ${count} more that wait`,
  launched: 'Launched',
  none: 'This data folder has not joined a fleet',
  noneHelp:
    'In a fleet, runs train on other machines, go on while the workbench is closed, and are watched here like those of this machine. These commands set one up; replace lab.example, the names and the files.',
  setUp: 'On the machine of the server, once',
  setUpHelp: 'Writes a file for each person and each machine, and runs the server.',
  joinHere: 'On this machine, with the file of the person',
  joinHelp: 'Close the workbench before, and open it again after.',
  startWorker: 'On each machine that trains, with its own file',
  startWorkerHelp: 'Waits for runs of the pool until it is ended.',
  copyCommand: 'Copy the command',
  settingsNone: 'Runs train on this machine only. A fleet lets them train on others.',
  settingsJoined: (server: string, person: string) => `Joined to ${server}, as ${person}.`,
  howTo: 'How to set one up',
  open: 'Open Workers',
  lastSeenAt: (worker: string, time: string) => `${worker}, which trains it, was last seen ${time} ago.`,
  notSeen: (worker: string) => `${worker}, which trains it, is out of sight.`,
  takenOn: (pool: string, count: number) =>
    `Within a minute, a machine of the pool ${pool} goes on with it from its newest checkpoint; ${countText(count)} ${plural(count, 'is', 'are')} there.`,
  nobodyThere: (pool: string) =>
    `No machine of the pool ${pool} is there. As soon as one is, it goes on with the run from its newest checkpoint. Start one with:`,
  serverLost: 'The server cannot be reached, so what the run does now is out of sight.',
  serverLostAdvice: 'It goes on meanwhile, and what it has done is recorded once the server answers.',
  poolState: (online: number, waiting: number) =>
    `${machines(online)} there, ${countText(waiting)} ${plural(waiting, 'run waits', 'runs wait')}.`,
  poolEmpty: 'No machine of it is there now: runs wait for one.',
  sentLater: 'The server cannot be reached; runs are sent once it answers.',
};
