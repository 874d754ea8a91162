import { t } from '../contract/texts';
import { latentText } from '../presentation/latents';
import { savedLatentsText } from '../presentation/saved-latents';
import { runName, type Column } from './columns';
import { dataUri } from './data-uri';
import { fragment, trusted, type Markup } from './markup';
import { pointPlane } from './point-plane';
import type { ReportedLatents } from './report-input';

/** The enlarged side of a tile is near this number of pixels. */
const TILE = 84;

/** Renders the pins and walks that were chosen for the report, each with its latents. */
export function* savedLatents(columns: readonly Column[]): Generator<Markup, void, void> {
  const shown = columns.filter(({ savedLatents }) => savedLatents.length > 0);
  if (shown.length === 0) return;
  yield fragment`<section>
    <h2>${t.reports.latentSpace}</h2>
    <p class="lede">${t.reports.latentSpaceHelp}</p>`;
  for (const column of shown) {
    if (columns.length > 1) yield fragment`<h3 class="latents-of">${runName(column)}</h3>`;
    yield trusted('<div class="latents">');
    for (const one of column.savedLatents) yield entry(column, one);
    yield trusted('</div>');
  }
  yield trusted('</section>');
}

function entry(column: Column, { saved, items }: ReportedLatents): Markup {
  const { name, latents } = saved;
  return fragment`<figure>
    <figcaption><b>${name}</b> <span class="note">${savedLatentsText(saved, column.classNames)}.</span></figcaption>
    ${picture(column, { saved, items })}
    <details>
      <summary>${t.reports.itsLatents(latents.length)}</summary>
      <pre>${latents.map((latent) => latentText(latent)).join('\n')}</pre>
    </details>
  </figure>`;
}

function picture({ color }: Column, { saved: { name, sheet }, items }: ReportedLatents): Markup | null {
  if (sheet === null) return pointPlane(items, color);
  const { columns, tileWidth, tileHeight } = sheet;
  const scale = Math.max(1, Math.round(TILE / tileWidth));
  return fragment`<img
    src="${trusted(dataUri(items))}"
    width="${columns * tileWidth * scale}"
    height="${tileHeight * scale}"
    alt="${name}"
  />`;
}
