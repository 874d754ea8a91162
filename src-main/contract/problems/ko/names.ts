import { countText } from '../../numbers';
import type { SamePhrases } from '../phrases';
import type { NAMES as english } from '../en/names';

export const NAMES: SamePhrases<typeof english> = {
  'imported-images': '가져온 이미지',
  'imported-points': '가져온 점',
  'imported-from': ({ files }) => `${files.join(', ')}에서 가져왔습니다.`,
  continued: ({ run, step }) => `${run}, 스텝 ${countText(step)}부터`,
};
