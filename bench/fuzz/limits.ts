import type { Usage } from './usage';

/** What a process may compute without a word, and what a look at files may take. */
export const MAX_CPU_MS = 5000;
/** A process that waits uses no time of a processor; on a busy machine, one that works gets little of it. */
const MAX_WALL_MS = 60_000;
/** Files that are being taken in, with progress, may go on for as long as they are large: here they are cancelled. */
const ENOUGH_CPU_MS = 3000;
const LOOK_EVERY_MS = 50;

interface Since {
  wallMs: number;
  cpuMs: number;
}

/**
 * Watches a look at files and their taking in.
 * @param lookMs what the look may compute: more where the files honestly hold much
 * @param cancel is called once, where something takes too long, or where enough was seen
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
    if (silent.cpuMs > MAX_CPU_MS || silent.wallMs > MAX_WALL_MS)
      fault = `It hangs: no word for ${seconds(silent.wallMs)}, ${seconds(silent.cpuMs)} of them computing.`;
    else if (!writing && whole.cpuMs > lookMs)
      fault = `The look takes too long: ${seconds(whole.wallMs)}, ${seconds(whole.cpuMs)} of them computing.`;
    else if (whole.cpuMs < ENOUGH_CPU_MS || !writing) return;
    cancelled = true;
    clearInterval(timer);
    cancel();
  }, LOOK_EVERY_MS);
  return {
    /** The process has said something. */
    onMessage: (): void => {
      lastMessage = now();
    },
    /** The files are being taken in from now on. */
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
