import { expect, it } from 'vitest';
import { APP_URL, isAppPage } from './app-page';

it('is one page, at any hash', () => {
  for (const url of [APP_URL, `${APP_URL}#/runs/1`, `${APP_URL}?x#/runs`])
    expect(isAppPage(url), url).toBe(true);
});

it('is none of the files below it, and no URL that only begins or ends like it', () => {
  for (const url of [
    '',
    'workbench://app',
    'workbench://app/files/figures/1',
    'workbench://app/files/report.html?runs=1#x',
    'workbench://app/index.html',
    'workbench://app//',
    'workbench://app/%23',
    'workbench://app.evil/',
    'workbench://application/',
    'workbench://other/',
    'workbench://user@app/',
    'xworkbench://app/',
    'https://evil.example/#workbench://app/',
    'file:///workbench://app/',
    ` ${APP_URL}`,
  ])
    expect(isAppPage(url), url).toBe(false);
});
