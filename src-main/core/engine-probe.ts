import type { PartReason } from '../contract/problems/catalogue';
import type { SystemInfo } from '../contract/system';
import type { JobHost } from './job-host';
import { reportDefect } from './problem';

type Engine = SystemInfo['engine'];

/** Loading the native library takes about a second, or many seconds from a cold disk. */
const PROBE_TIMEOUT_MS = 60_000;

/** Finds out once, in a separate process, what the engine runs on; this only changes when another engine is installed. */
export function createEngineProbe(host: JobHost) {
  let probing: Promise<Engine> | null = null;
  let stopProbe = () => {};

  function ask(): Promise<Engine> {
    probing ??= probe().then((found) => {
      // A failed probe is repeated next time.
      if (found.backend === null) probing = null;
      return found;
    });
    return probing;
  }

  function probe(): Promise<Engine> {
    return new Promise((resolve) => {
      const failed = (why: PartReason) => {
        clearTimeout(timer);
        resolve({ ok: false, why, backend: null, device: null, tensorflow: null });
      };
      const timer = setTimeout(() => {
        stopProbe();
        failed('engine-silent');
      }, PROBE_TIMEOUT_MS);
      timer.unref();
      try {
        const trainer = host.spawn();
        stopProbe = () => {
          trainer.kill();
        };
        trainer.onMessage((message) => {
          if (message.type === 'failed') failed({ code: 'problem', problem: message.problem });
          if (message.type !== 'probed') return;
          clearTimeout(timer);
          const { backend, device, tensorflow } = message.engine;
          resolve({ ok: backend === 'tensorflow', why: message.why, backend, device, tensorflow });
        });
        trainer.onExit(() => {
          stopProbe = () => {};
          failed('engine-ended');
        });
        trainer.post({ type: 'probe' });
      } catch (error) {
        reportDefect('The engine could not be asked', error);
        failed('engine-unstartable');
      }
    });
  }

  return {
    ask,
    forget: (): void => {
      probing = null;
    },
    stop: (): void => {
      stopProbe();
    },
  };
}
