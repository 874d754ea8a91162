import { phraseText } from '../phrases';
import type { releaseProblems as english } from '../en/releases';
import { MIRROR_REASONS } from './mirrors';
import type { SameProblems } from './same';

export const releaseProblems: SameProblems<typeof english> = {
  'release.not-asked': ({ host, why }) => ({
    message: `${host}에 새 버전을 물어볼 수 없습니다: ${phraseText(MIRROR_REASONS, why)}.`,
    advice: '나중에 다시 시도하세요. 프록시를 쓴다면 HTTPS_PROXY를 설정하세요.',
  }),
  'release.not-signed': ({ host }) => ({
    message: `${host}에 있는 새 버전 정보에 이 프로그램 배포자의 서명이 없어 믿지 않습니다.`,
    advice: '이 프로그램을 받은 곳에서 새 버전을 확인하세요.',
  }),
};
