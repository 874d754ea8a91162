import {
  compareQualities,
  floorText,
  newestQuality,
  qualityDifference,
  qualityFacts,
  qualityText,
  type ComparedQuality,
} from '../presentation/quality';
import type { QualityMetricInfo } from '../contract/quality';
import { runName, type Column } from './columns';
import { fragment, type Markup } from './markup';

const NONE = fragment`<span class="none">–</span>`;

/** How good each run's samples are by its newest evaluation; nothing where none has been made. */
export function quality(columns: readonly Column[], metrics: readonly QualityMetricInfo[]): Markup {
  const qualities = columns.map((column) => newestQuality(column.qualities));
  const rows = compareQualities(metrics, qualities);
  if (rows.length === 0) return fragment``;
  const difference = qualityDifference(qualities);
  return fragment`<section>
    <h2>Quality of samples</h2>
    <p class="lede">
      ${difference ?? '95 % intervals in brackets. Best is a value whose interval lies apart from those of all other runs.'}
      The floor is what training items reach in the place of samples.
    </p>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">Metric</th>
            ${columns.map((column) => fragment`<th scope="col" class="number">${runName(column)}</th>`)}
            <th scope="col" class="number">Floor</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map((row) => metricRow(row, difference === null))}
        </tbody>
      </table>
    </div>
    ${columns.map(({ run }, i) => {
      const found = qualities[i] ?? null;
      return found && fragment`<p class="faint">${run.name}: ${qualityFacts(found, run.config)}</p>`;
    })}
  </section>`;
}

function metricRow({ metric, values, winner }: ComparedQuality, hasOneFloor: boolean): Markup {
  const floor = hasOneFloor ? values.find((value) => value?.floor != null)?.floor : null;
  return fragment`<tr>
    <th scope="row" title="${metric.help} ${metric.source}.">
      ${metric.name}${metric.unit === null ? null : fragment` <span class="unit">${metric.unit}</span>`}
    </th>
    ${values.map((value, i) => {
      if (value === null) return fragment`<td class="number">${NONE}</td>`;
      const text = fragment`<span title="${String(value.value)}">${qualityText(value)}</span>`;
      const shown = i === winner ? fragment`<b>${text}</b> <span class="best">best</span>` : text;
      return fragment`<td class="number">${shown}</td>`;
    })}
    <td class="number">${floor == null ? NONE : floorText(floor)}</td>
  </tr>`;
}
