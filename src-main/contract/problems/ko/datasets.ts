import type { datasetProblems as english } from '../en/datasets';
import type { SameProblems } from './same';

export const datasetProblems: SameProblems<typeof english> = {
  'dataset.unknown': ({ id }) => ({
    message: `${id} 데이터셋이 없습니다.`,
    advice: '목록에서 고르거나 파일을 가져오세요.',
  }),
  'dataset.unknown.built-in': ({ id, choices }) => ({
    message: `${id} 내장 데이터셋이 없습니다.`,
    advice: `다음 중에서 고르세요: ${choices.join(', ')}.`,
  }),
  'dataset.in-use': ({ name, run }) => ({
    message: `${run} 실행이 ${name} 데이터셋을 쓰고 있습니다.`,
    advice: '먼저 그 실행을 중지하거나, 끝날 때까지 기다리세요.',
  }),
  'dataset.absent': ({ name }) => ({
    message: `${name} 데이터셋을 아직 만들지 않았습니다.`,
    advice: '먼저 만드세요.',
  }),
  'dataset.no-images': ({ name }) => ({
    message: `${name} 데이터셋의 항목은 이미지가 아니라 점입니다.`,
    advice: '다른 데이터셋을 고르세요.',
  }),
  'dataset.item-unknown': ({ name }) => ({
    message: `${name} 데이터셋에 그런 이미지가 없습니다.`,
    advice: '데이터셋을 다시 여세요.',
  }),
  'dataset.missing': ({ name }) => ({
    message: `${name} 데이터셋의 파일이 데이터 폴더에서 없어졌습니다.`,
    advice: '파일을 되돌려 놓거나, 데이터셋을 제거하고 다시 가져오세요.',
  }),
  'dataset.changed': ({ name, source }) => ({
    message: `${name} 데이터셋의 파일이 디스크에서 바뀌어 ${source === 'imported' ? '가져왔을' : '만들었을'} 때와 다릅니다.`,
    advice:
      source === 'imported'
        ? '파일을 원래대로 되돌리거나, 데이터셋을 제거하고 다시 가져오세요.'
        : '데이터셋을 제거하세요. 실행에 필요할 때 다시 만듭니다. 아니면 파일을 원래대로 되돌리세요.',
  }),
  'dataset.files-unreadable': ({ name, systemCode }) => ({
    message: `${name} 데이터셋의 파일을 읽을 수 없습니다${systemCode === null ? '' : `(${systemCode})`}.`,
    advice: '폴더를 읽을 수 있는지 확인하거나, 데이터셋을 제거하고 다시 가져오세요.',
  }),
  'dataset.cancelled': () => ({
    message: '데이터셋 준비를 취소했습니다. 남은 것은 없습니다.',
    advice: '다시 시작하세요.',
  }),
  'dataset.import-expired': () => ({
    message: '이 파일들은 더 이상 쓸 수 없습니다.',
    advice: '파일을 다시 주세요.',
  }),
  'dataset.stalled': ({ files, limit }) =>
    'minutes' in limit
      ? {
          message: `${files.join(', ')} 파일을 읽는 데 ${String(limit.minutes)}분이 넘게 걸려 중단했습니다.`,
          advice: '파일의 일부만 주거나, 더 빠른 디스크에 두세요.',
        }
      : {
          message: `${files.join(', ')} 파일 읽기가 ${String(limit.silentSeconds)}초 동안 진행되지 않아 중단했습니다.`,
          advice: '파일을 확인하세요. 그중 하나가 읽는 데 지나치게 오래 걸리는 구조입니다.',
        },
};
