import { roundsAmong, type BlindRound, type NewBlindRound } from '../contract/blind-round';
import type { ReadOnlyStore, Store } from '../store/open';
import type { LiveRuns } from './live-runs';

interface BlindRoundReadsContext {
  readonly store: Pick<ReadOnlyStore, 'blindRounds'>;
  readonly liveRuns: Pick<LiveRuns, 'get'>;
}

interface BlindRoundsContext extends BlindRoundReadsContext {
  readonly store: Pick<Store, 'blindRounds'>;
}

export function blindRoundReads({ store, liveRuns }: BlindRoundReadsContext) {
  return {
    /** Lists the rounds whose runs are all among the given ones, oldest first. @throws WorkbenchError `run.unknown` */
    list(runIds: readonly number[]): BlindRound[] {
      const rounds = runIds.flatMap((id) => store.blindRounds.list(liveRuns.get(id).id));
      return roundsAmong(rounds, runIds);
    },
  };
}

/** Rounds in which people compared samples without names. Every function throws `run.unknown` or `run.removed`. */
export function createBlindRounds({ store, liveRuns }: BlindRoundsContext) {
  return {
    ...blindRoundReads({ store, liveRuns }),
    record(round: NewBlindRound): BlindRound {
      liveRuns.get(round.run.runId);
      if (round.other !== null) liveRuns.get(round.other.runId);
      return store.blindRounds.append({ ...round, createdAt: Date.now() });
    },
  };
}

export type BlindRounds = ReturnType<typeof createBlindRounds>;
