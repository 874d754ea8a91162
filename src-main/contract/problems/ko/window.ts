import { countText } from '../../numbers';
import type { windowProblems as english } from '../en/window';
import type { SameProblems } from './same';

const IN_PLACE = '명령줄에서 가져오면 있는 자리에서 읽습니다: datasets import 뒤에 경로를 적으세요.';
const RELOAD = '페이지를 새로 고치고 다시 시도하세요.';
const megabytes = (bytes: number): string => `${countText(Math.ceil(bytes / 1024 / 1024))} MB`;

export const windowProblems: SameProblems<typeof english> = {
  'window.defect': ({ detail }) => ({
    message: detail,
    advice: '프로그램의 결함입니다. 창을 새로 고치고 다시 시도하세요.',
  }),
  'connection.lost': () => ({
    message: '연결되어 있지 않습니다.',
    advice: '워크벤치에 연결할 수 없습니다. 연결이 돌아오면 다시 시도하세요.',
  }),
  'figure.damaged': () => ({ message: '이 점들은 손상되었습니다.', advice: '다른 스텝을 보세요.' }),
  'file.unreadable': ({ status }) => ({
    message: `기록을 읽을 수 없습니다(상태 ${String(status)}).`,
    advice: RELOAD,
  }),
  'picture.unreadable': ({ name }) => ({
    message: `${name} 파일을 이미지로 읽을 수 없습니다.`,
    advice: 'PNG, JPEG, WebP, GIF, BMP 파일을 고르세요. SVG 같은 다른 형식은 먼저 PNG로 저장하세요.',
  }),
  'upload.broken-off': () => ({ message: '올리기가 중단되었습니다.', advice: '파일을 다시 주세요.' }),
  'upload.too-large.file': ({ name, bytes, mostBytes }) => ({
    message: `${name} 파일의 크기가 ${megabytes(bytes)}입니다. 최대 ${megabytes(mostBytes)}까지 받습니다.`,
    advice: IN_PLACE,
  }),
  'upload.too-large.folder': ({ count, most, bytes, mostBytes }) => ({
    message: `파일 ${countText(count)}개, ${megabytes(bytes)}입니다. 최대 ${countText(most)}개, ${megabytes(mostBytes)}까지 보냅니다.`,
    advice: IN_PLACE,
  }),
  'upload.failed.read': ({ name }) => ({
    message: `${name === null ? '파일 하나를' : `${name} 파일을`} 읽지 못했습니다.`,
    advice: '파일이 아직 있는지, 읽을 수 있는지 확인한 뒤 폴더를 다시 주세요.',
  }),
  'upload.failed': ({ name }) => ({
    message: `${name} 파일을 읽어 보내지 못했습니다.`,
    advice: '파일이 아직 있고 워크벤치가 실행 중인지 확인한 뒤 다시 고르세요.',
  }),
  'upload.refused': ({ name, status }) => ({
    message: `${name} 파일을 받지 못했습니다(상태 ${String(status)}).`,
    advice: RELOAD,
  }),
  'upload.refused.nothing': () => ({
    message: '주어진 것에 파일이 없습니다.',
    advice: '데이터셋의 파일이나 이미지 폴더를 주세요.',
  }),
  'upload.refused.too-many': ({ count, most }) => ({
    message: `파일이 ${String(count)}개입니다. 한 번에 최대 ${String(most)}개까지 받습니다.`,
    advice: '한 데이터셋의 파일이나 이미지 폴더를 주세요.',
  }),
  'upload.refused.busy': ({ name }) => ({
    message: `${name} 파일을 아직 가져오는 중입니다.`,
    advice: '끝난 뒤에 다른 파일을 주거나, 가져오기를 취소하세요.',
  }),
};
