import { countText } from '../../numbers';
import { sizeText, type FileKind, type ItemsShape, type SystemReason } from '../en/items';

export const KINDS = { images: '이미지', points: '점', labels: '레이블' } as const;
export const SPLITS = { train: '학습용', test: '테스트용' } as const;

/** 점; 28×28 픽셀 이미지; 32×32 픽셀 컬러 이미지 */
export const shapeText = (shape: ItemsShape): string =>
  shape.kind === 'points'
    ? KINDS.points
    : `${sizeText(shape)} 픽셀 ${shape.channels === 1 ? '' : '컬러 '}이미지`;

export const imagesText = (count: number): string => `이미지 ${countText(count)}개`;

export const FILE_KINDS: Readonly<Record<FileKind, string>> = {
  folder: '폴더',
  pipe: '파이프',
  socket: '소켓',
  file: '파일',
  device: '장치 파일',
};

/** Why a file cannot be read: a sentence without its full stop. */
export const SYSTEM_REASONS: Readonly<Record<SystemReason, string>> = {
  absent: '파일이 없습니다',
  denied: '이 사용자에게 읽기 권한이 없습니다',
  folder: '폴더입니다',
  loop: '자기 자신으로 되돌아오는 링크입니다',
  'long-name': '이름이 너무 깁니다',
  'too-many-open': '열린 파일이 너무 많습니다',
  disk: '디스크의 그 위치에 오류가 있습니다',
  other: '시스템이 허용하지 않습니다',
};
