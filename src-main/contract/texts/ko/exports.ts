import type { Texts } from '../texts';

export const exports: Texts['exports'] = {
  exportOf: (subject) => `${subject} 내보내기`,
  format: '형식',
  included: '포함할 것',
  preview: '미리 보기',
  previewOf: (name) => `${name} 미리 보기`,
  showPreview: '미리 보기',
  writingFile: '파일 쓰는 중',
  writing: '쓰는 중…',
};
