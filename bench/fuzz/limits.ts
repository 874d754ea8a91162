import { slowness } from '../../src-main/testing/machine-speed';
import type { Usage } from './usage';

/**
 * Processor time that a process may use without a message, and that an inspection of files may use, on the reference
 * machine (`machine-speed.ts`).
 */
export const MAX_CPU_MS = 5000;
/** How many times as much the limits are here. */
export const SLOWNESS = slowness();
/** A waiting process uses no processor time; on a busy machine, a working one gets little of it. */
const MAX_WALL_MS = 60_000;
/** An import with progress may take as long as its files are large: here it is cancelled after this time. */
const ENOUGH_CPU_MS = 3000;
const LOOK_EVERY_MS = 50;

interface Since {
  wallMs: number;
  cpuMs: number;
}

/**
 * Watches the inspection of files and their import.
 * @param lookMs processor time for the inspection on the reference machine: more if the files really have much content
 * @param cancel is called once, if something takes too long, or if enough was observed
 */
export function limitWatch(usage: () => Usage, lookMs: number, cancel: () => void) {
  const now = (): Since => ({ wallMs: performance.now(), cpuMs: usage().cpuMs });
  let [lastMessage, begun] = [now(), now()];
  let writing = false;
  let fault: string | null = null;
  let cancelled = false;
  const timer = setInterval(() => {
    const [silent, whole] = [lastMessage, begun].map((since) => ({
      wallMs: now().wallMs - since.wallMs,
      cpuMs: now().cpuMs - since.cpuMs,
    })) as [Since, Since];
    if (silent.cpuMs > MAX_CPU_MS * SLOWNESS || silent.wallMs > MAX_WALL_MS)
      fault = `It hangs: no word for ${seconds(silent.wallMs)}, ${seconds(silent.cpuMs)} of them computing.`;
    else if (!writing && whole.cpuMs > lookMs * SLOWNESS)
      fault = `The look takes too long: ${seconds(whole.wallMs)}, ${seconds(whole.cpuMs)} of them computing.`;
    else if (whole.cpuMs < ENOUGH_CPU_MS || !writing) return;
    cancelled = true;
    clearInterval(timer);
    cancel();
  }, LOOK_EVERY_MS);
  return {
    /** Called for each message of the process. */
    onMessage: (): void => {
      lastMessage = now();
    },
    /** Called when the import of the files starts. */
    writing(): void {
      writing = true;
      lastMessage = begun = now();
    },
    end() {
      clearInterval(timer);
      return { cancelled, faults: fault === null ? [] : [fault] };
    },
  };
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
