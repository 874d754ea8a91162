import { t } from '../contract/texts';
import type { BlindRound } from '../contract/blind-round';
import { blindRoundText } from '../presentation/blind-round';
import type { Column } from './columns';
import { fragment, type Markup } from './markup';
import { dateTime } from './format';

/** Renders the rounds in which people compared samples without names. */
export function* blindRounds(
  rounds: readonly BlindRound[],
  columns: readonly Column[],
): Generator<Markup, void, void> {
  if (rounds.length === 0) return;
  const nameOf = (id: number) =>
    columns.find(({ run }) => run.id === id)?.run.name ?? t.compare.runNumber(id);
  yield fragment`<section>
    <h2>${t.compare.blindRounds}</h2>
    <p class="lede">${t.reports.blindHelp}</p>
    <table>
      <thead>
        <tr>
          <th scope="col">${t.compare.pairs}</th>
          <th scope="col">${t.compare.result}</th>
          <th scope="col">n</th>
          <th scope="col">${t.compare.date}</th>
        </tr>
      </thead>
      <tbody>
        ${rounds.map((round) => {
          const { question, result, help } = blindRoundText(round, nameOf);
          return fragment`<tr>
            <th scope="row">${question}</th>
            <td title="${help}">${result}</td>
            <td>${round.answers}</td>
            <td>${dateTime(round.createdAt)}</td>
          </tr>`;
        })}
      </tbody>
    </table>
  </section>`;
}
