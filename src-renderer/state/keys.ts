export const onMac = navigator.platform.startsWith('Mac');

/** Label of a shortcut: `Ctrl+K`, or `⌘K` on a Mac. */
export function chord(key: string): string {
  return onMac ? `⌘${key === 'Enter' ? '↩' : key}` : `Ctrl+${key}`;
}

export function hasCommandKey(event: KeyboardEvent): boolean {
  return onMac ? event.metaKey : event.ctrlKey;
}

/** Whether keys pressed at `target` are text, or handled by the control there. */
export function takesText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'file'].includes(target.type);
}

/** Whether a dialog is open over the page; the page's own shortcuts are then disabled. */
export function layerOpen(): boolean {
  return document.querySelector('[aria-modal="true"]') !== null;
}

/** Whether arrow keys at `target` already have a meaning there. */
export function takesArrows(target: EventTarget | null): boolean {
  return (
    takesText(target) ||
    (target instanceof HTMLElement &&
      target.closest(
        '[role=slider],[role=menu],[role=listbox],[role=tablist],[role=radiogroup],ol[tabindex]',
      ) !== null)
  );
}

/** Shortcut for a new run; a browser reserves Ctrl+N for itself. */
export function newRunKeys(kind: 'window' | 'browser'): string {
  return kind === 'window' ? chord('N') : 'Alt+N';
}
