import { WorkbenchError } from '../../src-main/contract/error';
import type { Problem } from '../../src-main/contract/problem';
import { problem, wordsOf } from '../../src-main/contract/problems/catalogue';
import { connection } from './connection.svelte';

export interface Toast {
  readonly id: number;
  readonly kind: 'info' | 'error';
  readonly text: string;
  readonly advice?: string;
  readonly action?: { readonly label: string; run(): void };
  /** What went wrong, for diagnostics. */
  readonly problem?: Problem;
  /** How often the same message has been shown. */
  readonly count: number;
}

const SHOWN_MS = 6000;
/** Long enough to notice a mistake and click `Undo`. */
const UNDO_MS = 10_000;
/** Older toasts are removed to make room for a new one: first those without an action. */
const MOST = 3;

/** The time span of a toast: its duration, and how many holds it has (pointer, focus). */
interface Span {
  readonly ms: number;
  holds: number;
  timer: ReturnType<typeof setTimeout>;
}

class Toasts {
  shown = $state.raw<readonly Toast[]>([]);
  #nextId = 1;
  readonly #spans = new Map<number, Span>();

  info(text: string, action?: Toast['action']): void {
    this.#show({ kind: 'info', text, ...(action && { action }) }, action ? UNDO_MS : SHOWN_MS);
  }

  /** Shows a failed call. Stays until dismissed. */
  failure(error: unknown): void {
    const problem = describe(error);
    const { message, advice } = wordsOf(problem, 'window');
    this.#show({ kind: 'error', text: message, advice, problem }, null);
  }

  dismiss(id: number): void {
    clearTimeout(this.#spans.get(id)?.timer);
    this.#spans.delete(id);
    this.shown = this.shown.filter((toast) => toast.id !== id);
  }

  /** Keeps a toast visible until `release` has been called as often. */
  hold(id: number): void {
    const span = this.#spans.get(id);
    if (span === undefined) return;
    span.holds += 1;
    clearTimeout(span.timer);
  }

  release(id: number): void {
    const span = this.#spans.get(id);
    if (span === undefined) return;
    span.holds -= 1;
    if (span.holds === 0) span.timer = setTimeout(() => this.dismiss(id), span.ms);
  }

  #show(toast: Omit<Toast, 'id' | 'count'>, ms: number | null): void {
    const id = this.#nextId++;
    // The same message is shown once, with a count; toasts with an undo stay, because each undoes something else.
    const same = this.shown.find((one) => !one.action && !toast.action && one.text === toast.text);
    if (same !== undefined) this.dismiss(same.id);
    while (this.shown.length >= MOST) {
      const oldest = this.shown.find((one) => !one.action) ?? this.shown[0];
      if (oldest === undefined) break;
      this.dismiss(oldest.id);
    }
    this.shown = [...this.shown, { ...toast, id, count: (same?.count ?? 0) + 1 }];
    if (ms !== null) this.#spans.set(id, { ms, holds: 0, timer: setTimeout(() => this.dismiss(id), ms) });
  }
}

/** The problem of a failed call, thrown here or sent by the core. */
export function describe(error: unknown): Problem {
  if (typeof error === 'object' && error !== null && 'data' in error) {
    const { data } = error;
    if (typeof data === 'object' && data !== null && 'message' in data && 'advice' in data) {
      return data as Problem;
    }
  }
  if (error instanceof WorkbenchError) return error.problem;
  // A failure without a connection is not a defect, whatever the transport reports.
  if (connection.state !== 'connected') return problem('connection.lost', {});
  return problem('window.defect', { detail: error instanceof Error ? error.message : String(error) });
}

export const toasts = new Toasts();
