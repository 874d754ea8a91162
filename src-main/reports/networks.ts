import { t } from '../contract/texts';
import { countText } from '../contract/numbers';
import { inputText, parameterCount, shapeText, type NetworkSummary } from '../contract/network';
import { arrowPath, labelPlaces, networkGraph, textPlaces } from '../presentation/network-graph';
import type { GraphArrow, GraphBox } from '../presentation/network-graph';
import { runName, type Column } from './columns';
import { fragment, trusted, type Markup } from './markup';

/** Renders each run's networks as drawings and tables, folded because they are long. */
export function* networks(columns: readonly Column[]): Generator<Markup, void, void> {
  const recorded = columns.filter((column) => column.networks.length > 0);
  if (recorded.length === 0) return;
  yield trusted('<section>');
  yield fragment`<h2>${t.run.networks}</h2>`;
  for (const column of recorded) {
    yield fragment`<details>
      <summary>
        ${runName(column)} <span class="faint">· ${column.networks.map(sizeText).join(', ')}</span>
      </summary>
      <div class="networks">${column.networks.map(drawnWithSummary)}</div>
    </details>`;
  }
  yield trusted('</section>');
}

function sizeText(network: NetworkSummary): string {
  return `${network.name} ${t.run.parameters(countText(parameterCount(network)))}`;
}

function drawnWithSummary(network: NetworkSummary): Markup {
  return fragment`<div>
    <h3>${network.name}</h3>
    <div class="network">
      <div class="scroll">${graph(network)}</div>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">${t.run.layer}</th>
              <th scope="col">${t.run.output}</th>
              <th scope="col" class="number">${t.run.parametersHead}</th>
            </tr>
          </thead>
          ${network.stacks.map(
            (stack) =>
              fragment`<tbody>
                <tr class="group">
                  <th colspan="3" scope="rowgroup">
                    ${stack.name} <span class="unit">${t.run.fromInput(inputText(stack), shapeText(stack.input))}</span>
                  </th>
                </tr>
                ${stack.layers.map(
                  ({ kind, detail, output, parameters }) =>
                    fragment`<tr>
                      <td>${kind} <span class="faint">${detail}</span></td>
                      <td>${shapeText(output)}</td>
                      <td class="number">${parameters === 0 ? null : countText(parameters)}</td>
                    </tr>`,
                )}
              </tbody>`,
          )}
        </table>
      </div>
    </div>
  </div>`;
}

function graph(network: NetworkSummary): Markup {
  const { width, height, boxes, arrows } = networkGraph(network);
  // Strokes extend half a pixel beyond the layout.
  return fragment`<svg
    class="graph"
    role="img"
    aria-label="${t.run.graphOf(network.name)}"
    viewBox="-1 -1 ${width + 2} ${height + 2}"
    width="${width + 2}"
    height="${height + 2}"
  >
    ${arrows.map(drawnArrow)}${boxes.map(drawnBox)}
  </svg>`;
}

function drawnArrow(arrow: GraphArrow): Markup {
  const { shape, stack } = labelPlaces(arrow);
  return fragment`<path d="${arrowPath(arrow)}" />
    <text x="${shape.x}" y="${shape.y}">${arrow.shape}</text>
    <text class="end strong" x="${stack.x}" y="${stack.y}">${arrow.stack}</text>`;
}

function drawnBox(box: GraphBox): Markup {
  const { x, y, width, height, title, parameters } = box;
  const places = textPlaces(box);
  if (box.kind !== 'layer')
    return fragment`<rect class="${box.kind}" x="${x}" y="${y}" width="${width}" height="${height}" rx="${height / 2}" />
      <text class="middle strong" x="${x + width / 2}" y="${places.title.y}">${title}</text>`;
  const weighted = parameters > 0;
  return fragment`<rect class="${weighted ? 'weighted' : 'plain'}" x="${x}" y="${y}" width="${width}" height="${height}" rx="6" />
    <text class="strong" x="${places.title.x}" y="${places.title.y}">${title}</text>
    ${weighted ? fragment`<text class="end" x="${places.parameters.x}" y="${places.parameters.y}">${countText(parameters)}</text>` : null}
    ${places.notes.map((note) => fragment`<text x="${note.x}" y="${note.y}">${note.text}</text>`)}`;
}
