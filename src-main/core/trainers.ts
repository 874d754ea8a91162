import type { DeviceChoice } from '../contract/run';
import type { RunDefaults } from '../contract/run-defaults';
import type { JobHost, JobProcess, ProcessEnd } from './job-host';

/** Long enough to fill in a form; TensorFlow takes some 200 MB. */
const SPARE_MS = 180_000;

/** A process that has loaded TensorFlow and waits for a run. */
interface Spare {
  readonly process: JobProcess;
  readonly device: DeviceChoice;
  readonly threads: number;
  readonly timer: NodeJS.Timeout;
  /** Takes over what happens at its end. */
  onExit: (end: ProcessEnd) => void;
}

export type Trainers = ReturnType<typeof createTrainers>;

/** Starts the processes of runs. One may be started before there is a run for it, because TensorFlow loads slowly. */
export function createTrainers(host: JobHost, defaults: () => Pick<RunDefaults, 'threads'>) {
  let spare: Spare | null = null;

  const suits = ({ device, threads }: Spare, wanted: DeviceChoice): boolean =>
    device === wanted && threads === defaults().threads;

  function take(): Spare | null {
    const taken = spare;
    if (taken !== null) clearTimeout(taken.timer);
    spare = null;
    return taken;
  }

  function drop(): void {
    take()?.process.kill();
  }

  return {
    /** Starts a process for a run that is likely to be launched on this device in the next minutes. */
    prepare(device: DeviceChoice): void {
      if (spare !== null && suits(spare, device)) {
        spare.timer.refresh();
        return;
      }
      drop();
      const { threads } = defaults();
      const process = host.spawn(environmentFor(threads));
      const timer = setTimeout(drop, SPARE_MS);
      timer.unref();
      const mine: Spare = {
        process,
        device,
        threads,
        timer,
        onExit: () => {
          if (spare === mine) take();
        },
      };
      spare = mine;
      process.onExit((end) => {
        mine.onExit(end);
      });
      process.post({ type: 'load-engine', device });
    },
    /** Returns the process that was prepared for a run on this device, or else starts one. */
    spawn(device: DeviceChoice): JobProcess {
      const prepared = spare !== null && suits(spare, device) ? take() : null;
      if (prepared === null) return host.spawn(environmentFor(defaults().threads));
      return { ...prepared.process, onExit: (listener) => (prepared.onExit = listener) };
    },
    close: drop,
  };
}

/** TensorFlow reads the number of threads of one operation from its environment. */
function environmentFor(threads: number): Record<string, string> {
  return threads === 0 ? {} : { TF_NUM_INTRAOP_THREADS: String(threads) };
}
