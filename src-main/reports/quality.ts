import type { Quality, QualityMetricInfo } from '../contract/quality';
import { closestHelp, closestTexts } from '../presentation/closest-pairs';
import {
  floorText,
  newestQuality,
  qualityDifference,
  qualityFacts,
  qualityText,
  type ComparedQuality,
} from '../presentation/quality';
import { qualityPanels, type QualityPanel } from '../presentation/quality-panels';
import { runName, type Column } from './columns';
import { dataUri } from './data-uri';
import { fragment, trusted, type Markup } from './markup';
import { qualityCharts } from './quality-charts';
import { t } from '../contract/texts';

const NONE = fragment`<span class="none">–</span>`;

/** Renders the quality of each run's samples, by its newest evaluation and over steps; empty without evaluations. */
export function* quality(
  columns: readonly Column[],
  metrics: readonly QualityMetricInfo[],
): Generator<Markup, void, void> {
  const qualities = columns.map((column) => newestQuality(column.qualities));
  const panels = qualityPanels(metrics, qualities);
  if (panels.length === 0) return;
  const difference = qualityDifference(qualities);
  yield trusted('<section>');
  yield fragment`<h2>${t.compare.sectionTitles.quality}</h2>
    <p class="lede">
      ${difference ?? t.reports.bestApart} ${t.reports.floorHelp}
    </p>
    ${panels.map((panel) => panelTable(panel, columns, difference === null))}
    ${columns.map(({ run }, i) => {
      const found = qualities[i] ?? null;
      return found && fragment`<p class="faint">${run.name}: ${qualityFacts(found, run.config)}</p>`;
    })}`;
  for (const [i, column] of columns.entries()) {
    const pairs = closestPairs(column, qualities[i] ?? null, columns.length > 1);
    if (pairs !== null) yield pairs;
  }
  yield* qualityCharts(columns, metrics);
  yield trusted('</section>');
}

function panelTable(
  { title, shown, hasFloor, rows }: QualityPanel,
  columns: readonly Column[],
  hasOneFloor: boolean,
): Markup {
  return fragment`<div class="scroll">
    <table class="panel">
      <thead>
        <tr>
          <th scope="col">${title}</th>
          ${shown.flatMap((index) => {
            const column = columns[index];
            return column === undefined
              ? []
              : [fragment`<th scope="col" class="number">${runName(column)}</th>`];
          })}
          ${hasFloor ? fragment`<th scope="col" class="number">${t.run.floor}</th>` : null}
        </tr>
      </thead>
      <tbody>
        ${rows.map((row) => fragment`<tr>${cells(row)}${hasFloor ? floorCell(row, hasOneFloor) : null}</tr>`)}
      </tbody>
    </table>
  </div>`;
}

function cells({ metric, values, winner }: ComparedQuality): Markup[] {
  const head = fragment`<th scope="row" title="${metric.help} ${metric.source}.">
      ${metric.name}${metric.unit === null ? null : fragment` <span class="unit">${metric.unit}</span>`}
    </th>`;
  const own = values.map((value, i) => {
    if (value === null) return fragment`<td class="number">${NONE}</td>`;
    const text = fragment`<span title="${String(value.value)}">${qualityText(value)}</span>`;
    const shown = i === winner ? fragment`<b>${text}</b> <span class="best">${t.runs.best}</span>` : text;
    return fragment`<td class="number">${shown}</td>`;
  });
  return [head, ...own];
}

function floorCell({ values }: ComparedQuality, hasOneFloor: boolean): Markup {
  const floor = hasOneFloor ? values.find((value) => value?.floor != null)?.floor : null;
  return fragment`<td class="number">${floor == null ? NONE : floorText(floor)}</td>`;
}

/** Renders samples above the training images that they are nearest to. */
function closestPairs(column: Column, quality: Quality | null, isNamed: boolean): Markup | null {
  const closest = quality?.closest;
  const png = quality && column.closestPng(quality.id);
  if (closest === undefined || png === null) return null;
  return fragment`<figure class="closest of-${closest.sheet.columns}">
    <figcaption>
      <h3>${t.quality.closestTitle}${isNamed ? fragment` · ${runName(column)}` : null}</h3>
      <p class="help">${closestHelp(closest)}</p>
    </figcaption>
    <img src="${dataUri(png)}" alt="${t.reports.closestAlt}" />
    <ol>
      ${closestTexts(closest).map((text) => fragment`<li>${text}</li>`)}
    </ol>
  </figure>`;
}
