import { countText, fourDigits } from '../../numbers';
import { koreanOf } from '../../texts/ko/declared';
import type { SamePhrases } from '../phrases';
import type { STOP_REASONS as english } from '../en/stop-reasons';

export const ENDED_EARLY = '일찍 끝남';

export const STOP_REASONS: SamePhrases<typeof english> = {
  'beyond-bound': ({ label, step, value, bound }) =>
    `스텝 ${countText(step)}에서 ${koreanOf(label)} 값이 ${fourDigits(value)}(으)로 한계 ${fourDigits(bound)}보다 ${value > bound ? '높았습니다' : '낮았습니다'}.`,
  'no-improvement': ({ label, step, value, steps }) =>
    `${koreanOf(label)} 값이 스텝 ${countText(step)}의 ${fourDigits(value)}보다 ${countText(steps)}스텝 동안 나아지지 않았습니다.`,
  resumed: '스윕이 일찍 중지한 뒤 재개되었습니다.',
};
