import { countText } from '../../numbers';
import type { Texts } from '../texts';

export const imports: Texts['imports'] = {
  run: (name, id) => `‘${name}’을(를) 실행 ${id}번으로 가져왔습니다.`,
  runs: (count) => `실행 ${count}개를 가져왔습니다.`,
  copy: ({ name, id, of }) => `‘${name}’이(가) 이제 두 개입니다. 실행 ${id}번은 실행 ${of}번과 같습니다.`,
  dataset: (name) => `데이터셋 ‘${name}’도 가져왔습니다.`,
  missing: (name) => `데이터셋 ‘${name}’이(가) 여기에 없습니다. 이 데이터셋을 쓴 실행은 재개할 수 없습니다.`,
  notes: {
    'file-cut': ({ file, records }) =>
      `${file}: 파일이 잘렸거나 손상되어 그 앞까지만 읽었습니다(레코드 ${countText(records)}개).`,
    'files-unreadable': ({ files }) => `레코드를 하나도 읽을 수 없는 파일: ${files.join(', ')}`,
    'values-left-out': ({ run, count }) =>
      `${run}: 유한하지 않거나 스텝이 음수이거나 너무 큰 값 ${countText(count)}개를 제외했습니다.`,
    'tags-left-out': ({ run, count }) =>
      `${run}: 태그가 너무 많거나, 이름이 너무 길거나 읽을 수 없어 값 ${countText(count)}개를 제외했습니다.`,
    'image-tags-left-out': ({ run, tags }) =>
      `${run}: 한 스텝에는 종류마다 시트가 하나뿐이므로 다음 태그의 이미지를 제외했습니다: ${tags.join(', ')}`,
    'images-left-out': ({ run, count }) =>
      `${run}: 읽을 수 없거나, 크기가 서로 다르거나, 너무 많거나 큰 이미지 ${countText(count)}개를 제외했습니다.`,
  },
};
