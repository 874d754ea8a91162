import type { Texts } from '../texts';

export const summary: Texts['summary'] = {
  aspects: { fidelity: '충실도', diversity: '다양성', overall: '충실도와 다양성' },
  noneEvaluated: '이 스텝에서 평가한 실행이 없습니다. 샘플을 평가하면 비교할 수 있습니다.',
  onlyOne: (run) => `값이 있는 실행은 ${run}뿐이어서 비교할 대상이 없습니다.`,
  against: (metric, own, next, nextRun) =>
    `${metric} ${own}, ${nextRun === null ? '상대' : `다음인 ${nextRun}`} ${next}`,
  byOneMetric: (aspect) => `${aspect} 지표 하나`,
  leads: (run, aspects) => `${run} 쪽이 ${aspects}에서 앞섭니다`,
  noneLeads: (aspects) => `${aspects}에서는 95 % 구간이 겹쳐 앞서는 실행이 없습니다`,
  sentence: (clauses) => clauses.map((clause) => `${clause}.`).join(' '),
  copying: (run, metric, value, floor) =>
    `${run}: 학습 항목을 베꼈을 수 있습니다. ${metric} 값이 ${value}, 기준선은 ${floor}입니다.`,
  notEvaluated: (runs) => `평가하지 않음: ${runs}.`,
  notCompared: (runs) => `데이터셋, 인코더 또는 샘플 수가 달라 비교하지 않음: ${runs}.`,
};
