import { problemOf } from '../../src-main/contract/error';

export interface Toast {
  readonly id: number;
  readonly kind: 'info' | 'error';
  readonly text: string;
  readonly advice?: string;
  readonly action?: { readonly label: string; run(): void };
}

const SHOWN_MS = 6000;
/** Time enough to notice a mistake and reach for `Undo`. */
const UNDO_MS = 10_000;

class Toasts {
  shown = $state.raw<readonly Toast[]>([]);
  #nextId = 1;
  readonly #timers = new Map<number, ReturnType<typeof setTimeout>>();

  info(text: string, action?: Toast['action']): void {
    this.#show({ kind: 'info', text, ...(action && { action }) }, action ? UNDO_MS : SHOWN_MS);
  }

  /** Tells a failed call. Stays until dismissed. */
  failure(error: unknown): void {
    const { message, advice } = describe(error);
    this.#show({ kind: 'error', text: message, advice }, null);
  }

  dismiss(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
    this.shown = this.shown.filter((toast) => toast.id !== id);
  }

  #show(toast: Omit<Toast, 'id'>, ms: number | null): void {
    const id = this.#nextId++;
    // The same failure twice is told once.
    this.shown = [...this.shown.filter((one) => one.text !== toast.text), { ...toast, id }].slice(-4);
    if (ms !== null)
      this.#timers.set(
        id,
        setTimeout(() => this.dismiss(id), ms),
      );
  }
}

/** The problem that a failed call carries, whether thrown here or sent by the core. */
export function describe(error: unknown): ReturnType<typeof problemOf> {
  if (typeof error === 'object' && error !== null && 'data' in error) {
    const { data } = error;
    if (typeof data === 'object' && data !== null && 'message' in data && 'advice' in data) {
      return data as ReturnType<typeof problemOf>;
    }
  }
  return problemOf(error);
}

export const toasts = new Toasts();
