import { countText } from '../../numbers';
import { koreanOf } from '../../texts/ko/declared';
import { phraseText, type SamePhrases } from '../phrases';
import type { LOG_LINES as english } from '../en/log';
import { STOP_REASONS } from './stop-reasons';
import { ENGINE_REASONS } from './system';

export const LOG_LINES: SamePhrases<typeof english> = {
  trains: ({ mode, device, why }) =>
    `${device}에서 ${mode === 'compiled' ? '컴파일한 스텝으로' : '즉시 실행으로'} 학습합니다. ${phraseText(ENGINE_REASONS, why)}`,
  'trains-eagerly': ({ why }) =>
    `더 느린 즉시 실행으로 학습합니다. ${why ?? 'TensorFlow가 컴파일한 스텝을 받아들이지 않았습니다. 자세한 내용은 워크벤치의 로그에 있습니다.'}`,
  'hyperparameter-changed': ({ step, label, from, to }) =>
    `스텝 ${countText(step)} 이후 ${koreanOf(label)}: ${from} → ${to}.`,
  'waits-for-dataset': ({ dataset }) => `${dataset} 데이터셋이 만들어지기를 기다립니다.`,
  'too-few-test-items': ({ dataset, items, least }) =>
    `샘플을 평가하지 않습니다. ${dataset} 데이터셋의 테스트 항목은 ${countText(items)}개인데 평가에는 ${countText(least)}개 이상이 필요합니다.`,
  'evaluation-failed': ({ step, message, advice }) =>
    `스텝 ${countText(step)} 평가에 실패했습니다. ${message} ${advice}`,
  'evaluation-taken-up': ({ step }) => `중단되었던 스텝 ${countText(step)} 평가를 이제 합니다.`,
  'checkpoint-gone': ({ step }) =>
    `스텝 ${countText(step)} 체크포인트가 서버에 더 이상 없습니다. 이후의 것을 받습니다.`,
  'halving-trains-on': ({ step, factor, metric, next }) =>
    `스텝 ${countText(step)}에서 스윕의 상위에 들어(${koreanOf(metric)} 기준 ${String(factor)}개 중 1개) 스텝 ${countText(next)}까지 계속 학습합니다.`,
  'stopped-early': ({ why }) => `스윕이 일찍 중지했습니다. ${phraseText(STOP_REASONS, why)}`,
};
