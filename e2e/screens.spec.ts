import axe from 'axe-core';
import type { Page } from '@playwright/test';
import { CONCEPTS } from '../src-main/presentation/concepts/list';
import { paths } from '../src-renderer/pure/routes';
import { expect, test } from './fixtures';

test.use({ withRuns: true });

/** Every view of the window; the type makes a missing one an error. */
const PLACES: Record<keyof typeof paths, string> = {
  runs: paths.runs,
  trash: paths.trash,
  run: paths.run(2),
  newRun: paths.newRun,
  newRunFrom: paths.newRunFrom(1),
  newRunWithRemedy: paths.newRunWithRemedy(1, 'collapse'),
  newRunOf: paths.newRunOf('cgan-2d'),
  compare: paths.compare([1, 2]),
  latent: paths.latent([]),
  latentOf: paths.latentOf([1, 2]),
  sweeps: paths.sweeps,
  sweep: paths.sweep(1),
  models: paths.models,
  model: paths.model('vae-mlp'),
  concept: paths.concept(CONCEPTS[0].id),
  datasets: paths.datasets,
  dataset: paths.dataset('discs'),
  workers: paths.workers,
  settings: paths.settings,
};
const OTHER_PLACES = [
  ...CONCEPTS.slice(1).map(({ id }) => paths.concept(id)),
  paths.compare([1]),
  paths.latent([{ id: 2, weights: 'average' }], 'sliders=attributes&groups=c1_c0&show=neighbors'),
  // Views without content.
  paths.compare([]),
  paths.run(99),
  paths.model('none'),
];

async function open(page: Page, place: string): Promise<void> {
  await page.evaluate((hash) => (location.hash = hash), place);
  // The new screen appears immediately; its data arrive a moment later.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  await expect(page.locator('main [aria-busy=true]')).toHaveCount(0);
}

declare global {
  interface Window {
    axe: typeof axe;
  }
}

/** The themes differ only in their colours. */
const RULES: Record<'light' | 'dark', axe.RunOnly> = {
  light: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
  dark: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
};

/** @returns the violations that axe finds, one per line */
async function violations(page: Page, rules: axe.RunOnly): Promise<string[]> {
  return page.evaluate(async (runOnly) => {
    // A button that has just been enabled has the colours of a disabled one until the next frame.
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const transitions = document.getAnimations().filter((one) => one instanceof CSSTransition);
    await Promise.allSettled(transitions.map(({ finished }) => finished));
    // Below an open dialog nothing can be used.
    const modal = document.querySelector('[aria-modal=true]');
    const found = await window.axe.run(modal ?? document, { runOnly, resultTypes: ['violations'] });
    return found.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`),
    );
  }, rules);
}

/** Layers over the page: where, and how each is opened. */
const LAYERS: readonly { place: string; name: string; open: (page: Page) => Promise<void> }[] = [
  ...(['Control+k', '?', 'Control+o'] as const).map((key) => ({
    place: paths.runs,
    name: key,
    open: (page: Page) => page.keyboard.press(key),
  })),
  ...['Views', 'Columns'].map((name) => ({
    place: paths.runs,
    name,
    open: (page: Page) => page.getByRole('button', { name, exact: true }).click(),
  })),
  ...['Actions for Prepared GAN', 'Tags of Prepared GAN', 'Enlarge samples of Prepared GAN'].map((name) => ({
    place: paths.run(1),
    name,
    open: (page: Page) => page.getByRole('button', { name, exact: true }).click(),
  })),
  ...['Saved', '2 runs', 'Overlay two sheets'].map((name) => ({
    place: paths.compare([1, 2]),
    name,
    open: (page: Page) => page.getByRole('button', { name, exact: true }).click(),
  })),
  // The colours of their buttons change once something is loaded, also while axe runs.
  ...[
    { place: paths.run(1), name: 'Export', ready: 'Export' },
    { place: paths.dataset('discs'), name: 'Export', ready: 'Export' },
    { place: paths.compare([1, 2]), name: 'Blind round', ready: 'Start' },
  ].map(({ place, name, ready }) => ({
    place,
    name,
    open: async (page: Page) => {
      await page.getByRole('button', { name, exact: true }).click();
      const layer = page.getByRole('dialog');
      await expect(layer.getByRole('button', { name: ready, exact: true })).toBeEnabled();
    },
  })),
];

for (const colorScheme of ['light', 'dark'] as const)
  test(`no screen and no layer violates an accessibility rule, ${colorScheme} @browser`, async ({ page }) => {
    test.slow();
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.evaluate(axe.source);
    const found: Record<string, string[]> = {};
    const check = async (name: string) => {
      const wrong = await violations(page, RULES[colorScheme]);
      if (wrong.length > 0) found[name] = wrong;
    };
    for (const place of [...Object.values(PLACES), ...OTHER_PLACES]) {
      await open(page, place);
      await check(place);
    }
    for (const { place, name, open: openLayer } of LAYERS) {
      await open(page, place);
      await openLayer(page);
      const layer = page.locator('#layers > :not(:empty)').last();
      await expect(layer).toBeVisible();
      await check(`${place} ${name}`);
      await page.keyboard.press('Escape');
      await expect(page.locator('[aria-modal=true], [role=menu], [role=listbox]:visible')).toHaveCount(0);
    }
    expect(found).toEqual({});
  });

const WIDTHS = [900, 1280, 1920, 2560];

test('no screen is wider than the window @browser', async ({ page }) => {
  const wide: string[] = [];
  for (const place of [...Object.values(PLACES), ...OTHER_PLACES]) {
    await open(page, place);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      const beyond = await page.evaluate(() => {
        const { documentElement: root } = document;
        const main = document.querySelector('main')!;
        return Math.max(root.scrollWidth - root.clientWidth, main.scrollWidth - main.clientWidth);
      });
      if (beyond > 0) wide.push(`${place} at ${String(width)}: ${String(beyond)} px`);
    }
  }
  expect(wide).toEqual([]);
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`in Korean no screen and no layer violates an accessibility rule, is too wide, or cuts a word off, ${colorScheme} @browser`, async ({
    page,
  }) => {
    test.slow();
    await open(page, paths.settings);
    await page.getByRole('radio', { name: '한국어' }).click();
    await expect(page.getByRole('heading', { level: 1, name: '설정' })).toBeVisible();
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.evaluate(axe.source);
    const found: Record<string, string[]> = {};
    const check = async (name: string) => {
      const wrong = await violations(page, RULES[colorScheme]);
      for (const width of colorScheme === 'light' ? [900, 1440] : []) {
        await page.setViewportSize({ width, height: 800 });
        wrong.push(...(await page.evaluate(cutOff)).map((text) => `cut off at ${String(width)}: ${text}`));
      }
      if (wrong.length > 0) found[name] = wrong;
    };
    for (const place of [...Object.values(PLACES), ...OTHER_PLACES]) {
      await open(page, place);
      await check(place);
    }
    for (const { place, name, ready } of KOREAN_LAYERS) {
      await open(page, place);
      await page.getByRole('button', { name, exact: true }).click();
      const layer = page.getByRole('dialog');
      await expect(layer.getByRole('button', { name: ready, exact: true })).toBeEnabled();
      await check(`${place} ${name}`);
      await page.keyboard.press('Escape');
      await expect(page.locator('[aria-modal=true]')).toHaveCount(0);
    }
    for (const key of ['Control+k', '?', 'Control+o']) {
      await open(page, paths.runs);
      await page.keyboard.press(key);
      await expect(page.locator('#layers > :not(:empty)').last()).toBeVisible();
      await check(key);
      await page.keyboard.press('Escape');
      await expect(page.locator('[aria-modal=true]')).toHaveCount(0);
    }
    expect(found).toEqual({});
  });

/** Dialogs by their Korean names; `ready` is a button that can be used once they are loaded. */
const KOREAN_LAYERS = [
  { place: paths.run(1), name: '내보내기', ready: '내보내기' },
  { place: paths.dataset('discs'), name: '내보내기', ready: '내보내기' },
  { place: paths.compare([1, 2]), name: '블라인드 평가', ready: '시작' },
];

/** Texts of controls and headings that are wider than their place, and the page if it is wider than the window. */
function cutOff(): string[] {
  const shown = [...document.querySelectorAll<HTMLElement>('button, a, label, th, h1, h2, h3, dt, legend')];
  const cut = shown.filter(
    (one) =>
      one.checkVisibility({ visibilityProperty: true }) &&
      one.scrollWidth > one.clientWidth + 1 &&
      getComputedStyle(one).overflowX !== 'visible' &&
      // An ellipsis says that there is more, which a tooltip shows.
      getComputedStyle(one).textOverflow !== 'ellipsis' &&
      // Read to people who do not see the screen.
      one.clientWidth > 1,
  );
  const { documentElement: root } = document;
  return [
    ...cut.map((one) => `${one.tagName} ${one.innerText.slice(0, 60)}`),
    ...(root.scrollWidth > root.clientWidth ? ['the page'] : []),
  ];
}

const CONTROLS = 'a[href], button, input, select, textarea, [tabindex]';

/** Marks every control that Tab must reach, and counts them. In a group with arrow key navigation, one is enough. */
function markControls(page: Page): Promise<number> {
  return page.evaluate((controls) => {
    const walked =
      '[role=radiogroup], [role=toolbar], [role=tablist], [role=listbox], [role=group], table, ol, ul';
    const shown = [...document.querySelectorAll<HTMLElement>(controls)].filter(
      (one) =>
        one.checkVisibility({ visibilityProperty: true }) &&
        !one.matches(':disabled, [aria-hidden=true], [type=file], [type=hidden]') &&
        one.closest('[aria-hidden=true], [inert]') === null,
    );
    const awaited = shown.filter((one) => {
      if (one.tabIndex >= 0) return true;
      // Except controls that arrow keys reach in such a group, and those that only scripts focus.
      for (
        let group = one.closest(walked);
        group !== null;
        group = group.parentElement?.closest(walked) ?? null
      )
        if (group.querySelector('[tabindex="0"], a[href]:not([tabindex="-1"]), button:not([tabindex="-1"])'))
          return false;
      return one.matches('a[href], button, input, select, textarea');
    });
    for (const one of awaited) one.dataset['awaited'] = '';
    return awaited.length;
  }, CONTROLS);
}

test('Tab reaches every control of every screen, and leaves each @browser', async ({ page }) => {
  test.slow();
  const missed: Record<string, string[]> = {};
  for (const place of [...Object.values(PLACES), ...OTHER_PLACES]) {
    await open(page, place);
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    const count = await markControls(page);
    // Tab continues from the last click or the last focus: from any position, once around.
    for (let presses = 0; presses < 2 * count + 100; presses++) {
      await page.keyboard.press('Tab');
      const left = await page.evaluate(() => {
        const { activeElement: at } = document;
        // A radio button represents all with the same name.
        const name = at instanceof HTMLInputElement && at.type === 'radio' ? at.name : '';
        const same =
          name === '' ? [] : document.querySelectorAll<HTMLElement>(`[name="${CSS.escape(name)}"]`);
        for (const one of [at as HTMLElement | null, ...same]) delete one?.dataset['awaited'];
        return document.querySelectorAll('[data-awaited]').length;
      });
      if (left === 0) break;
    }
    const left = await page.evaluate(() =>
      [...document.querySelectorAll('[data-awaited]')].map((one) => one.outerHTML.slice(0, 160)),
    );
    if (left.length > 0) missed[place] = left;
  }
  expect(missed).toEqual({});
});
