import { countText, withMinus } from '../../numbers';
import { koreanOf } from '../../texts/ko/declared';
import { phraseText, type SamePhrases } from '../phrases';
import type { FIELD_REASONS as english, FieldReason, Subject } from '../en/fields';
import { KINDS } from './items';

/** Subjects of sentences about values. */
const SUBJECTS: Readonly<Record<Subject, string>> = {
  'added-tags': '추가할 태그 목록',
  'answer-count': '대답 수',
  'change-step': '변경할 스텝',
  'network-role': '한 스텝에서 갱신할 네트워크',
  'steps-per-second': '초당 스텝 수',
  budget: '학습량(스텝 또는 에포크)',
  'budget-unit': '학습량 단위',
  'checkpoint-every': '체크포인트 사이의 스텝 수',
  'attribute-group': '항목 그룹',
  balance: '그룹의 균형 기준',
  'checkpoint-kind': '체크포인트의 종류',
  'checkpoint-step': '체크포인트의 스텝',
  'choice-count': '선택한 수',
  'class-number': '클래스 번호',
  classes: '클래스 선택',
  'class-share': '클래스의 비율',
  color: '색',
  'column-name': '열 이름',
  'comparison-name': '비교 이름',
  'comparison-section': '비교의 구역',
  'comparison-sections': '구역 목록',
  'dataset-name': '데이터셋 이름',
  folder: '폴더 경로',
  'default-checkpoints': '실행당 체크포인트 수',
  'default-samples': '실행당 샘플 기록 수',
  'direction-count': '방향의 수',
  'direction-kind': '방향을 찾는 방법',
  draws: '무작위 설정 수',
  encoding: '인코딩',
  engine: '엔진',
  evaluation: '실행을 평가하는 시점',
  language: '언어',
  'export-format': '내보내기 형식',
  'export-key': '내보내기 키',
  'figure-kind': '그림의 종류',
  'figure-number': '그림 번호',
  'file-id': '파일의 식별자',
  files: '파일 목록',
  'first-item': '첫 항목의 위치',
  fit: '맞춤 방법',
  'further-draws': '추가할 무작위 설정 수',
  'further-seeds': '추가할 시드 수',
  'halving-factor': '단계적 절반(successive halving)의 배수',
  'halving-levels': '단계적 절반(successive halving)의 단계 수',
  'hyperparameter-name': '하이퍼파라미터 이름',
  'image-side': '이미지 한 변의 픽셀 수',
  'inspection-id': '파일 검사 결과의 식별자',
  'item-count': '항목 수',
  'item-place': '항목의 위치',
  'label-name': '레이블이 있는 곳의 이름',
  latent: '잠재 벡터',
  latents: '잠재 벡터 목록',
  'latents-kind': '저장한 잠재 벡터의 종류',
  'latents-name': '저장한 잠재 벡터의 이름',
  'latents-number': '저장한 잠재 벡터의 번호',
  'latent-value': '잠재 벡터의 값',
  'last-step': '지표의 마지막 스텝',
  'list-form': '목록의 형식',
  'metric-name': '지표 이름',
  milestones: '중간 기록 수',
  'model-id': '모델의 식별자',
  'picture-scale': '저장한 그림의 배율',
  'preset-id': '프리셋의 식별자',
  query: '쿼리',
  'queue-move': '대기열에서 옮길 위치',
  'recorded-now': '지금 기록할 것',
  'removed-tags': '제거할 태그 목록',
  'run-name': '실행 이름',
  'run-number': '실행 번호',
  runs: '실행 목록',
  'runs-per-device': '동시에 학습하는 실행 수',
  'sample-count': '샘플 수',
  'sample-every': '샘플 사이의 스텝 수',
  'sample-place': '샘플의 위치',
  samples: '샘플 목록',
  seed: '시드',
  seeds: '시드 수',
  'search-steps': '스텝 수',
  'search-steps-taken': '진행한 스텝 수',
  'sheet-columns': '시트의 열 수',
  'sheet-rows': '시트의 행 수',
  'sheet-step': '시트의 스텝',
  'some-runs': '실행 목록',
  split: '데이터셋의 분할',
  splits: '분할 선택',
  'stop-after': '일찍 중지하지 않는 마지막 스텝',
  'stop-metric': '일찍 중지하는 기준 지표',
  'stop-patience': '개선 없는 스텝 수',
  'sweep-metric': '스윕의 지표',
  'sweep-number': '스윕 번호',
  tag: '태그',
  threads: '스레드 수',
  values: '값 목록',
  'view-name': '보기 이름',
  'walk-path': '경로를 찾은 방법',
  'weights-kind': '가중치의 종류',
  'when-closed': '창을 닫을 때의 동작',
};

/** Subjects of sentences about yes or no. */
const QUESTIONS = {
  'in-report': '보고서에 표시하는지',
  starred: '실행에 별표가 있는지',
  best: '가장 좋은 체크포인트를 남기는지',
  descending: '내림차순인지',
  notifications: '데스크톱 알림을 쓰는지',
  updates: '새 버전을 찾는지',
  'other-metrics': '다른 지표도 보내는지',
  'side-by-side': '실행들을 나란히 학습하는지',
} as const;

const signed = (value: number): string =>
  withMinus(Number.isInteger(value) ? countText(value) : String(value));
const among = (values: readonly string[]): string => `다음 중 하나여야 합니다: ${values.join(', ')}`;

type Same = SamePhrases<typeof english>;

/** Reasons of schemas, for values from people and programs. */
const valueReasons = {
  'whole-number': ({ what, min, max }) =>
    `${SUBJECTS[what]}: ${signed(min)}에서 ${signed(max)} 사이의 정수여야 합니다.`,
  number: ({ what, min, max }) =>
    `${SUBJECTS[what]}: ${signed(min)}에서 ${signed(max)} 사이의 수여야 합니다.`,
  'whole-number-from': ({ what, min }) => `${SUBJECTS[what]}: ${signed(min)} 이상의 정수여야 합니다.`,
  line: ({ what, most }) => `${SUBJECTS[what]}: 1–${String(most)}자여야 합니다.`,
  text: ({ what, most }) => `${SUBJECTS[what]}: 최대 ${String(most)}자의 글이어야 합니다.`,
  choice: ({ what, values }) => `${SUBJECTS[what]}: ${among(values)}.`,
  list: ({ what, most }) => `${SUBJECTS[what]}: 항목이 1–${signed(most)}개여야 합니다.`,
  'yes-or-no': ({ what }) => `${QUESTIONS[what]}: 예 또는 아니요여야 합니다.`,
  'pool-name': '풀 이름은 영문 소문자, 숫자, 하이픈 1–32자여야 합니다.',
  'dataset-id': '데이터셋 식별자는 영문 소문자, 숫자, 하이픈 1–64자여야 합니다.',
  device: '장치는 auto, cpu, gpu 또는 gpu:1처럼 번호를 붙인 GPU 하나여야 합니다.',
  mirror:
    '미러는 파일이 있는 폴더의 https 주소여야 하며 사용자 이름을 넣을 수 없습니다. http는 이 컴퓨터에서만 받습니다.',
  'tag-marks': '태그에는 쉼표와 따옴표를 쓸 수 없습니다.',
  notes: ({ most }) => `메모는 최대 ${countText(most)}자의 글이어야 합니다.`,
  note: ({ most }) => `메모는 최대 ${countText(most)}자의 글이어야 합니다.`,
  columns: ({ most }) => `열은 최대 ${String(most)}개의 목록이어야 합니다.`,
  views: '보기는 목록이어야 합니다.',
  'too-many-views': ({ most }) => `보기는 최대 ${String(most)}개입니다. 먼저 하나를 제거하세요.`,
  comparisons: '비교는 목록이어야 합니다.',
  'too-many-comparisons': ({ most }) => `저장한 비교는 최대 ${String(most)}개입니다. 먼저 하나를 제거하세요.`,
  'choices-of-answers': '선택한 수는 대답 수보다 클 수 없습니다.',
  'some-samples': '샘플 목록에는 하나 이상이 있어야 합니다.',
  'sections-twice': '비교의 같은 구역이 두 번 나올 수 없습니다.',
  'two-runs': '묶음에는 실행이 둘 이상 있어야 합니다.',
  hyperparameter: '하이퍼파라미터는 수, 글, 예 또는 아니요여야 합니다.',
  'changed-values': '하이퍼파라미터의 새 값은 이름별로 적은 수여야 합니다.',
  changes: ({ most }) => `실행의 변경은 최대 ${countText(most)}개의 목록이어야 합니다.`,
  axis: '스윕의 하이퍼파라미터에는 값 목록이나 값을 뽑을 범위가 있어야 합니다.',
  'axis-distribution': '분포에는 중심과 0보다 큰 폭이 수로 있어야 합니다.',
  'axis-weights': '가중치를 둔 값마다 0보다 큰 가중치가 있어야 합니다.',
  'axis-bound': '범위의 양 끝은 수여야 합니다.',
  'stop-bound': '일찍 중지하는 한계는 수여야 합니다.',
  'stop-rule': '일찍 중지하려면 지표의 한계나 개선 없는 스텝 수가 있어야 합니다.',
  axes: '스윕의 하이퍼파라미터는 목록이어야 합니다.',
  'too-many-axes': ({ most }) => `한 스윕의 하이퍼파라미터는 최대 ${String(most)}개입니다.`,
  missing: ({ place }) =>
    `${place === '' ? '입력이' : `입력 ‘${place}’ 항목이`} 없거나 요구한 것과 다릅니다.`,
} satisfies Partial<Same>;

type Bounds = { readonly min: number; readonly max: number };
const between = ({ min, max }: Bounds): string => `${String(min)}에서 ${String(max)} 사이의`;

/** Hyperparameters and other fields of a form, by their labels. */
const fieldReasons = {
  'true-or-false': ({ label }) => `${koreanOf(label)}: true 또는 false여야 합니다.`,
  'one-of': ({ label, values }) => `${koreanOf(label)}: ${among(values)}.`,
  'not-a-number': (field) => `${koreanOf(field.label)}: ${between(field)} 수여야 합니다.`,
  'not-whole': (field) => `${koreanOf(field.label)}: ${between(field)} 정수여야 합니다.`,
  'out-of-range': (field) => `${koreanOf(field.label)}: ${between(field)} 값이어야 합니다.`,
  sizes: ({ most, ...field }) =>
    `${koreanOf(field.label)}: ${between(field)} 정수를 최대 ${String(most)}개 적으세요. 예: 512, 256.`,
  'text-length': ({ label, most }) => `${koreanOf(label)}: 1–${String(most)}자여야 합니다.`,
  'server-address': ({ label }) =>
    `${koreanOf(label)}: http:// 또는 https://로 시작하는 주소여야 하며 사용자 이름을 넣을 수 없습니다.`,
  'no-sizes': ({ label }) => `${koreanOf(label)}: 크기가 하나 이상 있어야 합니다.`,
  'unknown-hyperparameter': ({ name, known }) =>
    `${name} 하이퍼파라미터가 없습니다. 있는 이름: ${known.join(', ')}.`,
  'not-changeable': ({ label, known }) =>
    `${koreanOf(label)}: 학습 중에는 바꿀 수 없습니다. ${known.length === 0 ? '이 모델에는 바꿀 수 있는 것이 없습니다.' : `바꿀 수 있는 것: ${known.map(koreanOf).join(', ')}.`}`,
  'one-network': ({ model }) => `${model} 모델에는 따로 갱신할 수 있는 네트워크 둘이 없습니다.`,
  'same-value': ({ label }) => `${koreanOf(label)}: 이미 이 값입니다.`,
  'spaced-values': ({ label, most }) => `${koreanOf(label)}: 값은 2–${String(most)}개여야 합니다.`,
  'range-order': ({ label }) => `${koreanOf(label)}: 범위는 작은 수부터 적어야 합니다.`,
  'range-log': ({ label }) => `${koreanOf(label)}: 로그 범위는 0보다 큰 수에서 시작해야 합니다.`,
  'log-normal-median': ({ label }) => `${koreanOf(label)}: 로그 정규 분포의 중앙값은 0보다 커야 합니다.`,
  'no-value': ({ label }) => `${koreanOf(label)}: 값이 없습니다.`,
  'too-many-values': ({ label, most }) => `${koreanOf(label)}: 값은 최대 ${String(most)}개입니다.`,
} satisfies Partial<Same>;

/** Conflicts between the settings of a new run. */
const runReasons = {
  'other-kind': ({ model, data, dataset, kind }) =>
    `${model} 모델은 ${KINDS[data]} 데이터로 학습하는데 ${dataset} 데이터셋의 항목은 ${KINDS[kind]}입니다. ${KINDS[data]} 데이터셋을 고르세요.`,
  'needs-labels': ({ model, dataset }) =>
    `${model} 모델에는 레이블이 필요한데 ${dataset} 데이터셋에는 없습니다. 레이블이 있는 데이터셋을 고르세요.`,
  'sides-divisible': ({ model, by, dataset, width, height }) =>
    `${model} 모델은 변의 길이가 ${String(by)}의 배수인 이미지를 받는데 ${dataset} 데이터셋의 이미지는 ${String(width)} × ${String(height)}입니다. 다른 데이터셋을 고르거나 이미지를 다른 크기로 가져오세요.`,
  'unknown-preset': ({ model, id, known }) =>
    `${model} 모델에 ${id} 프리셋이 없습니다. ${known.length === 0 ? '이 모델에는 프리셋이 없습니다.' : `다음 중에서 고르세요: ${known.join(', ')}.`}`,
  problem: ({ problem: { message, advice } }) => `${message} ${advice}`,
} satisfies Partial<Same>;

export const FIELD_REASONS: Same = { ...valueReasons, ...fieldReasons, ...runReasons };

/** The sentences of several fields, without duplicates. */
export const fieldSentences = (reasons: readonly FieldReason[]): string =>
  [...new Set(reasons.map((reason) => phraseText(FIELD_REASONS, reason)))].join(' ');
