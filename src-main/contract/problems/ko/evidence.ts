import { countText, fourDigits } from '../../numbers';
import type { SamePhrases } from '../phrases';
import type { EVIDENCE as english } from '../en/evidence';

/** Measurements that indicate a known failure. */
export const EVIDENCE: SamePhrases<typeof english> = {
  'left-modes': ({ share, modes, earlier }) =>
    `모드 ${countText(modes)}개 중 하나에 있는 샘플의 비율이 ${fourDigits(share)}입니다${earlier === null ? '' : `(이전 ${fourDigits(earlier)})`}.`,
  'few-covered': ({ of, covered, count, earlier }) =>
    `샘플이 ${of === 'classes' ? '클래스' : '모드'} ${countText(count)}개 중 ${countText(covered)}개를 담습니다${earlier === null ? '' : `(이전 ${countText(earlier)}개)`}.`,
  'coverage-fallen': ({ value, earlier }) =>
    `절단 커버리지가 ${fourDigits(value)}(으)로 떨어졌습니다. 이전에는 ${fourDigits(earlier)} 이상이었습니다.`,
  posterior: ({ divergence, active }) =>
    `KL 발산이 ${fourDigits(divergence)} nat이고 활성 잠재 변수는 ${countText(active)}개입니다.`,
  copies: ({ share, floor }) =>
    `샘플의 ${fourDigits(share)}이(가) 어떤 학습 항목에, 그 항목이 다른 학습 항목에 가까운 것보다 더 가깝습니다. 학습에 쓰지 않은 항목에서는 ${fourDigits(floor)}입니다.`,
  separated: ({ share, steps }) =>
    `판별자가 ${countText(steps)}스텝에 걸쳐 실제 항목과 생성된 항목의 ${fourDigits(share)}을(를) 구별합니다.`,
  'gradients-grown': ({ from, to }) =>
    `평균 기울기 노름이 ${fourDigits(from)}에서 ${fourDigits(to)}(으)로 커졌습니다.`,
};
