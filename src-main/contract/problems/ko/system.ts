import { IS_PACKAGED } from '../../command';
import type { SamePhrases } from '../phrases';
import type { ENGINE_REASONS as engineReasons, PART_REASONS as english } from '../en/system';

export const ENGINE_REASONS: SamePhrases<typeof engineReasons> = {
  'gpu-found': 'TensorFlow가 CUDA GPU를 찾았습니다.',
  'cpu-requested': 'CPU를 쓰도록 지정했습니다.',
  'no-gpu': 'TensorFlow가 CUDA GPU를 찾지 못해 CPU로 계산합니다.',
  'no-native': ({ detail }) =>
    `네이티브 TensorFlow를 불러오지 못해(${detail}) 느린 순수 JavaScript로 학습합니다.${IS_PACKAGED ? ' latent-workbench-tensorflow 패키지에 들어 있으며, latent-workbench fetch-tensorflow로 이 사용자만을 위해 받을 수도 있습니다.' : ''}`,
};

export const PART_REASONS: SamePhrases<typeof english> = {
  ...ENGINE_REASONS,
  'engine-silent': '학습 프로세스가 응답하지 않았습니다.',
  'engine-ended': '학습 프로세스가 무엇으로 계산하는지 알리기 전에 종료되었습니다.',
  'engine-unstartable': '학습 프로세스를 시작하지 못했습니다.',
  'engine-unknown': '확인하지 않았습니다.',
  'electron-missing': 'Electron이 설치되지 않아 워크벤치가 브라우저 탭에서 열립니다.',
  'electron-works': '워크벤치가 전용 창에서 열립니다.',
  'electron-fails': ({ detail }) => `창을 열 수 없습니다: ${detail}.`,
  'electron-untried': '시도하지 않았습니다.',
  'node-works': '워크벤치를 실행합니다.',
  'sqlite-works': '실행, 지표, 샘플, 체크포인트를 보관합니다.',
  problem: ({ problem: { message, advice } }) => `${message} ${advice}`,
};
