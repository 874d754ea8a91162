import { join } from 'node:path';
import { app, Menu, nativeImage, Tray } from 'electron';
import type { Run } from '../../contract/run';
import { t } from '../../contract/texts';
import { reportDefect } from '../../core/problem';
import { fraction } from './taskbar';

const ICON_SIZE = 22;

export interface TrayActions {
  readonly open: () => void;
  readonly quit: () => void;
}

/** The icon beside the clock, which is there while the window is hidden. */
export interface BackgroundTray {
  readonly show: () => void;
  readonly hide: () => void;
  /** Takes the runs that train or pause, for its text. */
  readonly take: (runs: readonly Run[]) => void;
}

export function backgroundTray({ open, quit }: TrayActions): BackgroundTray {
  let tray: Tray | null = null;
  let text = '';

  function draw(): void {
    if (tray === null) return;
    tray.setToolTip(text);
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: text, enabled: false },
        { type: 'separator' },
        { label: t.desktop.openWindow, click: open },
        { label: t.desktop.stopAndQuit, click: quit },
      ]),
    );
  }

  return {
    show() {
      if (tray !== null) return;
      try {
        const icon = nativeImage.createFromPath(join(app.getAppPath(), 'resources', 'icon.png'));
        tray = new Tray(icon.resize({ width: ICON_SIZE, height: ICON_SIZE }));
        tray.on('click', open);
        draw();
      } catch (error) {
        // Some desktops have no place for it; a second start of the app opens the window as well.
        reportDefect('There is no icon beside the clock', error);
      }
    },
    hide() {
      tray?.destroy();
      tray = null;
    },
    take(runs) {
      const before = text;
      text = trayText(runs);
      if (text !== before) draw();
    },
  };
}

export function trayText(runs: readonly Pick<Run, 'name' | 'state' | 'step' | 'totalSteps'>[]): string {
  const [first] = runs;
  if (first === undefined) return t.desktop.nothingTrains;
  const percent = `${String(Math.floor(fraction(runs) * 100))} %`;
  if (runs.length > 1) return t.desktop.trainTo(runs.length, percent);
  return first.state === 'paused'
    ? t.desktop.pausedAt(first.name, percent)
    : t.desktop.trainsTo(first.name, percent);
}
