import { countText } from '../../numbers';
import type { SamePhrases } from '../phrases';
import type { Column } from '../en/columns';
import type { LABEL_SOURCES as sources, ROLES as roles } from '../en/given-parts';
import { columnText } from './columns';
import { imagesText, KINDS, SPLITS } from './items';
import { quoted } from './lists';

/** Sources of labels: the end of a sentence. */
export const LABEL_SOURCES: SamePhrases<typeof sources> = {
  file: ({ name }) => name,
  column: ({ column }) => columnText(column),
  array: ({ name }) => `배열 ‘${name}’`,
  'file-names': '파일 이름',
  'folder-level': ({ level }) => `${String(level + 1)}단계 폴더`,
  'folders-below': ({ names }) => `${quoted(names)} 아래의 폴더`,
  'folders-above': ({ names }) => `${quoted(names)} 위의 폴더`,
  'rest-of-names': ({ names }) => `${quoted(names)} 이름의 나머지 부분`,
};

const splitText = (split: keyof typeof SPLITS | null): string => (split === null ? '' : `${SPLITS[split]} `);

/** The role of a file, or of an array inside one: `학습용 이미지`. */
export const ROLES: SamePhrases<typeof roles> = {
  items: ({ of, hasLabels, split }) => `${splitText(split)}${KINDS[of]}${hasLabels ? ', 레이블' : ''}`,
  labels: ({ split }) => `${splitText(split)}레이블`,
  'class-names': '클래스 이름',
  pictures: ({ images, folders }) =>
    `${folders > 0 ? `폴더 ${countText(folders)}개의 ` : ''}${imagesText(images)}`,
};

/** A column in a file: `d.csv: 열 1(‘digit’)`. */
export const columnInText = (file: string, column: Column): string => `${file}: ${columnText(column)}`;
