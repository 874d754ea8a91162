import type { SamePhrases } from '../phrases';
import type { MIRROR_REASONS as english } from '../en/mirrors';

/** Why a mirror cannot be used: a sentence without its full stop. */
export const MIRROR_REASONS: SamePhrases<typeof english> = {
  'node-too-old': ({ version }) => `이 창은 파일을 받기에 너무 오래된 버전입니다(Node ${version})`,
  'proxy-address': 'HTTPS_PROXY나 HTTP_PROXY가 주소가 아닙니다',
  'proxy-refuses': '프록시가 허용하지 않습니다',
  'proxy-password': '프록시가 비밀번호를 요구합니다',
  'redirects-nowhere': '옮겨 갈 주소 없이 리디렉션합니다',
  'redirects-endlessly': '리디렉션을 끝없이 반복합니다',
  'redirects-to-no-address': '주소가 아닌 곳으로 리디렉션합니다',
  'redirects-unsafely': ({ to }) => `안전하지 않은 주소 ${to} 쪽으로 리디렉션합니다`,
  'no-pip': '받을 곳을 아는 Python 3의 pip(22.2 이상)을 찾지 못했습니다',
  'pip-finds-nothing': '받을 곳을 아는 pip이 찾지 못했습니다. 이 컴퓨터가 오프라인인 것 같습니다',
  offline: '주소를 찾을 수 없습니다. 이 컴퓨터가 오프라인인 것 같습니다',
  unreachable: '여기에서 닿을 수 없습니다',
  refuses: '연결을 거부합니다',
  timeout: '제시간에 응답하지 않습니다',
  'broken-off': '연결이 끊어졌습니다',
  certificate: '인증서를 신뢰할 수 없습니다',
  'no-https': 'HTTPS로 응답하지 않습니다',
  protocol: '웹 서버처럼 응답하지 않습니다',
  'other-part': '요청한 것과 다른 부분을 보냅니다',
  'other-file': '공개된 것과 다른 파일입니다',
  gone: '파일이 더 이상 없습니다',
  forbidden: '아무에게나 파일을 주지 않습니다',
  busy: ({ status }) => `고장이거나 바쁩니다(HTTP ${String(status)})`,
  status: ({ status }) => `HTTP ${String(status)}로 응답합니다`,
};
