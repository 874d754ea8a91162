import { t } from '../contract/texts';
import { parameterCount } from '../contract/network';
import type { QualityMetricInfo } from '../contract/quality';
import { distinctNames } from '../presentation/run-names';
import {
  basisText,
  summarize,
  type Summary,
  type SummaryCell,
  type SummaryColumn,
} from '../presentation/summary';
import { runName, type Column } from './columns';
import { fragment, type Markup } from './markup';

const NONE = fragment`<span class="none">–</span>`;

/** Renders which of several runs leads in what, by their newest evaluations; empty for a single run. */
export function summary(columns: readonly Column[], metrics: readonly QualityMetricInfo[]): Markup {
  if (columns.length < 2) return fragment``;
  const names = distinctNames(columns.map(({ run }) => run));
  const found = summarize(
    metrics,
    columns.map(({ run, networks, qualities, trainingMsAt, checkpointBytes }, i) => ({
      name: names[i] ?? run.name,
      dataset: run.datasetFingerprint ?? run.config.dataset,
      evaluations: qualities,
      step: run.step,
      trainingMsAt: (step) => (step === run.step ? run.elapsedMs : trainingMsAt(step)),
      parameters:
        networks.length === 0 ? null : networks.reduce((sum, network) => sum + parameterCount(network), 0),
      checkpointBytes,
    })),
  );
  return fragment`<section>
    <h2>${t.common.summary}</h2>
    <p class="lede">${found.sentences.join(' ')}</p>
    ${table(columns, found)}
  </section>`;
}

function table(columns: readonly Column[], { groups, bases }: Summary): Markup {
  const metrics = groups.flatMap((group) => group.columns);
  return fragment`<div class="scroll">
    <table class="summary">
      <thead>
        <tr>
          <th rowspan="2" scope="col">${t.common.run}</th>
          ${groups.map(
            (group) => fragment`<th scope="colgroup" colspan="${group.columns.length}">${group.title}</th>`,
          )}
        </tr>
        <tr>
          ${metrics.map(({ label, help }) => fragment`<th scope="col" title="${help}">${label}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${columns.map((column, i) => {
          const basis = bases[i];
          return fragment`<tr>
            <th scope="row">${runName(column)}<small>${basis && basisText(basis)}</small></th>
            ${metrics.map(({ cells }) => fragment`<td>${cellOf(cells[i] ?? null)}</td>`)}
          </tr>`;
        })}
        ${floorRow(metrics)}
      </tbody>
    </table>
  </div>`;
}

function cellOf(cell: SummaryCell | null): Markup {
  if (cell === null) return NONE;
  const text = fragment`<span title="${String(cell.value)}">${cell.text}</span>`;
  return fragment`${cell.isBest ? fragment`<b>${text}</b> <span class="best">${t.runs.best}</span>` : text}
    ${cell.note === null ? null : fragment`<small>${cell.note}</small>`}`;
}

/** Renders the values of training items in place of samples. */
function floorRow(metrics: readonly SummaryColumn[]): Markup | null {
  if (metrics.every(({ floor }) => floor === null)) return null;
  return fragment`<tr class="faint">
    <th scope="row">${t.run.floor}</th>
    ${metrics.map(({ floor }) => fragment`<td>${floor ?? NONE}</td>`)}
  </tr>`;
}
