import type { ReleaseStatus } from '../../src-main/contract/release';
import { t } from '../../src-main/contract/texts';
import { paths } from '../pure/routes';
import { router } from './router.svelte';
import { toasts } from './toasts.svelte';

/** Says once that a newer version is out, unless the settings, which say it too, are open. */
class NewVersion {
  #announced = '';

  announce(releases: ReleaseStatus | null): void {
    const newer = releases?.newer ?? null;
    if (newer === null || newer.version === this.#announced) return;
    this.#announced = newer.version;
    if (router.route.view === 'settings') return;
    const show = () => {
      router.go(paths.settings);
    };
    toasts.info(t.settings.releases.isOut(newer.version), { label: t.settings.releases.show, run: show });
  }
}

export const newVersion = new NewVersion();
