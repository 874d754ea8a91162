import type { Texts } from '../texts';

export const trash: Texts['trash'] = {
  deleted: (what, size) => `${what}를 삭제해 ${size}를 비웠습니다.`,
  backToRuns: '실행 목록으로',
  deleting: '삭제하는 중…',
  empty: '휴지통 비우기',
  isEmpty: '휴지통이 비어 있습니다',
  staysFor: (days) => `제거한 실행은 ${String(days)}일 동안 여기에 있으며 되살릴 수 있습니다.`,
  deletedAfter: (days) =>
    `제거한 실행은 ${String(days)}일 뒤에 완전히 삭제됩니다. 그 전에는 되살릴 수 있습니다.`,
  removedRuns: '제거한 실행',
  removed: '제거한 시각',
  sizeHelp: '체크포인트와 그림의 크기',
  deleteForGood: '완전히 삭제',
  oneDeleted: (name) => `‘${name}’ 실행을 지표, 그림, 체크포인트와 함께 삭제합니다.`,
  manyDeleted: (count) => `실행 ${count}개를 지표, 그림, 체크포인트와 함께 삭제합니다.`,
  noUndo: '되돌릴 수 없습니다.',
};
