import { countText } from '../../numbers';
import type { Lost } from '../en/lost';

/** What a run loses by resuming from an earlier checkpoint. */
export const lostText = ({ steps, checkpoints, figures }: Lost): string =>
  `지표 ${countText(steps)}스텝, 체크포인트 ${countText(checkpoints)}개, 그림 ${countText(figures)}개`;
