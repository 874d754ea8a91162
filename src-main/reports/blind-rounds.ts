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
  const nameOf = (id: number) => columns.find(({ run }) => run.id === id)?.run.name ?? `run #${String(id)}`;
  yield fragment`<section>
    <h2>Blind rounds</h2>
    <p class="lede">
      Pairs of images were shown without names: which looks more real? Shares with 95 % intervals (Wilson).
    </p>
    <table>
      <thead>
        <tr>
          <th scope="col">Pairs</th>
          <th scope="col">Result</th>
          <th scope="col">n</th>
          <th scope="col">Date</th>
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
