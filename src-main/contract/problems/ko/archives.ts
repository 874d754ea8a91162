import { countText, sizeText } from '../../numbers';
import type { archiveProblems as english } from '../en/archives';
import { fieldSentences } from './fields';
import type { SameProblems } from './same';

const PART_REASONS = {
  values: '스텝의 순서가 어긋났거나 유한하지 않은 값이 있습니다',
  size: '크기가 목록에 적힌 것과 다릅니다',
  picture: '이미지를 읽을 수 없습니다',
  weights: '가중치가 손상되었습니다',
  twice: '목록에 두 번 적혀 있습니다',
} as const;

const WRITE_AGAIN = '실행이 있는 곳에서 묶음을 다시 내보내고, 변경 없이 복사하세요.';

export const archiveProblems: SameProblems<typeof english> = {
  'archive.no-manifest': ({ name }) => ({
    message: `${name} 파일은 실행 묶음이 아닙니다. 워크벤치가 쓴 목록이 없습니다.`,
    advice: '묶음으로 내보낸 .lwrun 파일이나 TensorBoard 이벤트 파일을 고르세요.',
  }),
  'archive.newer': ({ name, version }) => ({
    message: `${name} 파일의 묶음 형식 버전 ${String(version)}은 이 워크벤치가 모르는 버전입니다.`,
    advice: '워크벤치를 업데이트하거나, 이전 버전에서 묶음을 내보내세요.',
  }),
  'archive.manifest': ({ name, place }) => ({
    message: `${name} 파일의 목록이 올바르지 않습니다${place === '' ? '' : `(${place})`}.`,
    advice: WRITE_AGAIN,
  }),
  'archive.part-missing': ({ name, part }) => ({
    message: `${name} 파일에 목록에 적힌 ${part} 부분이 없습니다.`,
    advice: WRITE_AGAIN,
  }),
  'archive.part-too-large': ({ name, part, bytes, mostBytes }) => ({
    message: `${name} 파일의 ${part} 크기가 ${sizeText(bytes)}입니다. 최대 ${sizeText(mostBytes)}까지 읽습니다.`,
    advice: '워크벤치는 이렇게 큰 부분을 쓰지 않습니다. 파일의 출처를 확인하세요.',
  }),
  'archive.part': ({ name, part, why }) => ({
    message: `${name} 파일의 ${part}: ${PART_REASONS[why]}.`,
    advice: WRITE_AGAIN,
  }),
  'archive.dataset': ({ name, dataset }) => ({
    message: `${name} 파일에 있는 ‘${dataset}’ 데이터가 묶음에 적힌 데이터와 다릅니다.`,
    advice: `${WRITE_AGAIN} 데이터셋 없이 실행만 가져올 수도 있습니다.`,
  }),
  'archive.settings': ({ name, run, reasons }) => ({
    message: `${name} 파일의 ‘${run}’ 실행에 모델이 받지 않는 설정이 있습니다. ${fieldSentences(reasons)}`,
    advice: '이 실행을 학습한 버전의 워크벤치에서 가져오세요.',
  }),
  'archive.too-large': ({ bytes, mostBytes }) => ({
    message: `묶음의 크기가 약 ${sizeText(bytes)}가 됩니다. 최대 ${sizeText(mostBytes)}까지 담을 수 있습니다.`,
    advice: '실행 수를 줄이거나 최신 체크포인트만 담으세요.',
  }),
  'events.none': ({ name }) => ({
    message: `${name}에 TensorBoard 이벤트 파일이 없습니다. 이벤트 파일은 이름에 ‘tfevents’가 들어 있습니다.`,
    advice: '로그를 기록한 폴더나 그 안의 이벤트 파일을 고르세요.',
  }),
  'events.unreadable': ({ name }) => ({
    message: `${name} 파일은 실행 묶음이 아니며, TensorBoard 이벤트 파일로도 레코드를 하나도 읽을 수 없습니다.`,
    advice: '.lwrun 파일이나 이름에 ‘tfevents’가 있는 이벤트 파일을 고르세요. 잘린 파일이면 다시 복사하세요.',
  }),
  'events.nothing': ({ name }) => ({
    message: `${name}의 이벤트 파일에 스칼라도 이미지도 없습니다.`,
    advice: '스칼라나 이미지를 기록한 파일을 고르세요. 그래프와 히스토그램은 읽지 않습니다.',
  }),
  'events.too-many-values': ({ name, most }) => ({
    message: `${name}에 값이 ${countText(most)}개보다 많습니다.`,
    advice: '폴더를 나누어 가져오세요.',
  }),
  'events.too-many-runs': ({ name, most }) => ({
    message: `${name}에 폴더별 실행이 ${countText(most)}개보다 많습니다.`,
    advice: '폴더를 나누어 가져오세요.',
  }),
  'events.too-many-files': ({ name, count, most }) => ({
    message: `${name}에 이벤트 파일이 ${countText(count)}개 있습니다. 한 번에 최대 ${countText(most)}개까지 읽습니다.`,
    advice: '폴더를 나누어 가져오세요.',
  }),
  'events.too-large': ({ name, bytes, mostBytes }) => ({
    message: `${name}의 이벤트 파일이 모두 ${sizeText(bytes)}입니다. 한 번에 최대 ${sizeText(mostBytes)}까지 읽습니다.`,
    advice: '폴더를 나누어 가져오세요.',
  }),
  'archive.cancelled': () => ({
    message: '가져오기를 취소했습니다.',
    advice: '가져온 것은 없습니다. 필요하면 다시 가져오세요.',
  }),
  'archive.interrupted': () => ({
    message: '실행을 읽던 프로세스가 다 읽기 전에 종료되었습니다.',
    advice: '다시 가져오세요. 메모리가 부족하면 먼저 다른 프로그램을 닫으세요.',
  }),
};
