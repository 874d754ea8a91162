import { countText } from '../../numbers';
import type { tableProblems as english } from '../en/tables';
import { withOption } from '../en/options';
import { columnsText, columnText } from './columns';
import { endingWith } from './options';
import type { SameProblems } from './same';

type Problems = SameProblems<typeof english>;
type Cell = Parameters<Problems['dataset.cell']>[0]['what'];

function cellText(what: Cell): string {
  if ('expected' in what)
    return `열이 ${countText(what.columns)}개인데 첫 줄은 ${countText(what.expected)}개입니다`;
  if ('cell' in what) return `${columnText(what.column)}의 값 ‘${what.cell}’은 수가 아닙니다`;
  if ('noLabelIn' in what) return `${columnText(what.noLabelIn)}에 레이블이 없습니다`;
  if ('characters' in what)
    return `${columnText(what.column)}의 레이블이 ${countText(what.characters)}자입니다`;
  return `${columnText(what.column)}의 레이블 ${what.label}은 정수도 단어도 아닙니다`;
}

const ROWS =
  '이미지마다 한 행(label,pixel0,pixel1,…; 784픽셀은 28×28), 또는 점마다 한 행(x,y 또는 x,y,label)을 주세요.';

export const tableProblems: Problems = {
  'dataset.cell': ({ file, line, what }) => ({
    message: `${file} 파일의 ${countText(line)}번째 줄: ${cellText(what)}.`,
    advice: withOption(
      '--label',
      (option) =>
        `줄을 고치거나, 레이블이 다른 열에 있으면 그 열을 정하고${option === null ? '' : `(${option})`} 파일을 다시 주세요.`,
    ),
  }),
  'dataset.columns.too-many': ({ file, line, most, side }) => ({
    message: `${file} 파일의 ${countText(line)}번째 줄에 열이 ${countText(most)}개보다 많습니다. ${String(side)}×${String(side)} 이미지의 픽셀 수를 넘습니다.`,
    advice: '이미지나 점마다 한 행인 표가 맞는지 확인하세요.',
  }),
  'dataset.columns.neither': ({ file, columns }) => ({
    message: `${file} 파일의 열 ${countText(columns)}개로는 점도 정사각형 이미지도 만들 수 없습니다.`,
    advice: ROWS,
  }),
  'dataset.empty.rows': ({ file }) => ({
    message: `${file} 파일에 데이터 행이 없습니다.`,
    advice: ROWS,
  }),
  'dataset.columns.three': ({ file, columns, choice }) => ({
    message: `${file} 파일의 ${columnsText(columns)}에 수가 있습니다. 점의 좌표는 둘이어야 합니다.`,
    advice: endingWith(`--label ${choice}`, '열을 빼거나, 클래스가 든 열을 정하세요'),
  }),
  'dataset.columns.beside-label': ({ file, columns }) => ({
    message: `${file} 파일에 레이블 말고도 ${columnsText(columns)}이 있습니다. 점의 좌표는 둘이어야 합니다.`,
    advice: '좌표 열 둘과 레이블 열 하나인 표를 주세요.',
  }),
  'dataset.label.no-column': ({ file, columns }) => ({
    message: `${file} 파일에 레이블로 쓸 그런 열이 없습니다. 있는 열: ${columnsText(columns)}.`,
    advice: endingWith('--label', '열의 이름이나 1부터 센 번호를 적으세요'),
  }),
  'dataset.label.values': ({ files, label }) => ({
    message: `${files.join(', ')}의 ‘${label}’ 열은 모두 값이 들어 있어 레이블로 볼 수 없습니다.`,
    advice: endingWith('--label', '다른 열의 이름이나 1부터 센 번호를 적으세요'),
  }),
  'dataset.encoding': ({ file }) => ({
    message: `${file} 파일은 올바른 UTF-8이 아닙니다.`,
    advice: withOption(
      '--encoding',
      (option) => `저장할 때 쓴 인코딩을 고르거나${option === null ? '' : `(${option})`} UTF-8로 저장하세요.`,
    ),
  }),
  'dataset.too-large.line': ({ file, most }) => ({
    message: `${file} 파일에 ${countText(most)}자가 넘는 줄이 있습니다.`,
    advice: '글로 된 표가 맞는지 확인하세요.',
  }),
  'dataset.too-large.blank-lines': ({ file, most }) => ({
    message: `${file} 파일에 빈 줄과 주석이 ${countText(most)}개보다 많거나 너무 깁니다.`,
    advice: '글로 된 표가 맞는지 확인하고 제거하세요.',
  }),
};
