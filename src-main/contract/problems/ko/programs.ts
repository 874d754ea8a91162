import type { programProblems as english } from '../en/programs';
import { koreanOf } from '../../texts/ko/declared';
import type { SameProblems } from './same';

export const programProblems: SameProblems<typeof english> = {
  'query.invalid': ({ reason, views }) => ({
    message: `쿼리에 답할 수 없습니다: ${reason}.`,
    advice: `SQLite 문법의 SELECT 하나를 다음 뷰에 대해 쓰세요: ${views.join(', ')}.`,
  }),
  'query.not-reading': () => ({
    message: '이 문장은 아무것도 읽지 않습니다. 쿼리로는 아무것도 바꿀 수 없습니다.',
    advice: 'SELECT를 쓰세요. 실행은 다른 명령으로 바꿉니다.',
  }),
  'mcp.upload': ({ name }) => ({
    message: `${koreanOf(name)} 형식은 실행을 서버로 보내므로 여기서 프로그램이 쓸 수 없습니다.`,
    advice: 'MCP 서버를 --allow-changes로 시작하면 허용됩니다.',
  }),
  'watch.condition': ({ text }) => ({
    message: `‘${text}’: 기다릴 수 있는 조건이 아닙니다.`,
    advice: "ended, completed, diverged, collapsed 또는 'loss<0.5'처럼 지표와 한계를 쓰세요.",
  }),
  'watch.not-met': ({ name, state, until }) => ({
    message: `‘${name}’ 실행이 ‘${until}’ 조건을 만족하지 않고 끝났습니다(${state}).`,
    advice: '로그와 마지막 지표를 보거나 다른 조건을 기다리세요.',
  }),
  'watch.timeout': ({ seconds, until }) => ({
    message: `${String(seconds)}초 동안 ‘${until}’ 조건이 만족되지 않았습니다.`,
    advice: '--timeout으로 더 오래 기다리거나 다른 조건을 기다리세요.',
  }),
};
