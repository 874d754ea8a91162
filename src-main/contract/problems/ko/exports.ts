import { countText } from '../../numbers';
import type { exportProblems as english } from '../en/exports';
import { fieldSentences } from './fields';
import type { SameProblems } from './same';

const NETWORKS = {
  generator: '생성자',
  discriminator: '판별자',
  encoder: '인코더',
  decoder: '디코더',
  classifier: '분류기',
} as const;

const NO_SCRIPT = {
  model: '다른 모델만 스크립트로 쓸 수 있습니다',
  continued: '다른 실행의 체크포인트에서 이어진 실행입니다',
  changed: '학습 중에 하이퍼파라미터가 바뀌었습니다',
} as const;

const SERVER_REASONS = {
  'unknown-host': '이 컴퓨터에서 찾을 수 없는 이름입니다',
  refuses: '그 주소에서 응답하는 프로그램이 없습니다',
  timeout: '제시간에 응답하지 않습니다',
  protocol: '웹 서버와 다르게 응답합니다',
  certificate: '이 컴퓨터에서 신뢰하지 않는 인증서를 씁니다',
  unreachable: '이 컴퓨터에서 갈 수 있는 경로가 없습니다',
  'broken-off': '연결이 끊어졌습니다',
} as const;

const quoted = (why: string): string => (why === '' ? '' : `: ${why}`);

export const exportProblems: SameProblems<typeof english> = {
  'export.unknown': ({ id, choices }) => ({
    message: `${id} 내보내기 형식이 없습니다.`,
    advice: `다음 중에서 고르세요: ${choices.join(', ')}.`,
  }),
  'export.options': ({ reasons }) => ({
    message: fieldSentences(reasons),
    advice: '옵션을 고쳐서 다시 내보내세요.',
  }),
  'export.one-run': ({ name }) => ({
    message: `${name} 형식에는 실행 하나만 담기는데 여러 개를 골랐습니다.`,
    advice: '실행을 하나씩 내보내거나 다른 형식을 고르세요.',
  }),
  'export.no-sheet': () => ({
    message: '기록된 샘플 시트나 다른 이미지가 없습니다.',
    advice: '이미지를 다루는 실행을 고르거나, 첫 샘플이 기록될 때까지 기다리세요.',
  }),
  'export.no-values': () => ({
    message: '기록된 지표 값이 없습니다.',
    advice: '학습한 실행을 고르거나, 첫 값이 기록될 때까지 기다리세요.',
  }),
  'export.no-font': ({ script }) => ({
    message:
      script === 'korean'
        ? '이 컴퓨터에는 차트에 쓸 한글 글꼴이 없습니다.'
        : '이 컴퓨터에는 차트에 쓸 글꼴이 없습니다.',
    advice: `${script === 'korean' ? 'fonts-noto-cjk' : 'fonts-dejavu-core'} 같은 글꼴을 설치하거나, 차트를 SVG로 내보내세요.`,
  }),
  'export.zip-too-large': () => ({
    message: '이 ZIP에는 4GB까지 들어가는데 내용이 더 많습니다.',
    advice: '분할 하나, 더 적은 이미지, 더 적은 실행을 고르세요.',
  }),
  'export.film-too-large': ({ width, height, limit }) => ({
    message: `${countText(width)}×${countText(height)}픽셀 프레임은 WebM으로 만들기에 너무 큽니다. 한 변은 ${countText(limit)}픽셀까지입니다.`,
    advice: '배율을 낮추거나 칸이나 실행을 줄이거나, GIF나 APNG로 내보내세요.',
  }),
  'export.no-figures': ({ from, to }) => ({
    message: `스텝 ${countText(from)}–${countText(to)}에 기록된 이 종류의 그림이 없습니다.`,
    advice: '스텝의 범위를 넓히세요.',
  }),
  'export.no-evaluation': () => ({
    message: '평가한 샘플이 없습니다.',
    advice: '먼저 체크포인트의 샘플을 평가하세요.',
  }),
  'export.no-printer': () => ({
    message: 'PDF로 인쇄할 브라우저가 없습니다.',
    advice: 'Chromium이나 Google Chrome을 설치하거나, HTML 보고서를 내보내 브라우저에서 인쇄하세요.',
  }),
  'export.not-printed': ({ lastLine }) => ({
    message: `브라우저가 보고서를 인쇄하지 못했습니다${lastLine === '' ? '' : `: ${lastLine}`}.`,
    advice: '실행이나 구역을 줄여 다시 내보내거나, HTML 보고서를 내보내 브라우저에서 인쇄하세요.',
  }),
  'export.no-network': ({ model, network }) => ({
    message: `이 ${model} 실행의 ${NETWORKS[network]}는 내보낼 수 없습니다. 여러 점을 함께 보므로 점 하나에 대한 출력이 없습니다.`,
    advice: '다른 네트워크를 고르거나, 패킹 1로 학습하세요.',
  }),
  'export.no-script': ({ model, why }) => ({
    message: `이 ${model} 실행은 스크립트로 쓸 수 없습니다. ${NO_SCRIPT[why]}.`,
    advice: '가중치를 safetensors로, 네트워크를 ONNX로 내보내세요.',
  }),
  'export.mlflow-away': ({ address, why }) => ({
    message: `MLflow 서버 ${address}에 연결할 수 없습니다. ${SERVER_REASONS[why]}.`,
    advice: `${why === 'broken-off' || why === 'timeout' ? '' : '서버를 시작하거나 주소를 고치세요. '}다시 내보내면 서버에 있는 것 다음부터 이어집니다.`,
  }),
  'export.mlflow-foreign': ({ address }) => ({
    message: `${address}에서 응답하는 것은 MLflow 서버가 아닙니다.`,
    advice: '브라우저에서 MLflow 페이지를 열 때의 주소를 # 앞까지 적으세요.',
  }),
  'export.mlflow-forbidden': ({ address, status, why }) => ({
    message: `MLflow 서버 ${address}에 접근할 권한이 없습니다(HTTP ${String(status)}${quoted(why)}).`,
    advice:
      'MLFLOW_TRACKING_USERNAME과 MLFLOW_TRACKING_PASSWORD 또는 MLFLOW_TRACKING_TOKEN 환경 변수를 설정하고 워크벤치를 시작하세요.',
  }),
  'export.mlflow-refused': ({ address, status, why }) => ({
    message: `MLflow 서버 ${address}가 요청을 거부했습니다(HTTP ${String(status)}${quoted(why)}).`,
    advice: '서버가 알려 준 것을 고친 뒤 다시 내보내세요. 서버에 있는 것 다음부터 이어집니다.',
  }),
  'export.mlflow-failed': ({ address, status, why }) => ({
    message: `MLflow 서버 ${address}에서 오류가 났습니다(HTTP ${String(status)}${quoted(why)}).`,
    advice: '서버 로그를 확인한 뒤 다시 내보내세요. 서버에 있는 것 다음부터 이어집니다.',
  }),
  'export.mlflow-deleted': ({ name }) => ({
    message: `${name} 실험은 MLflow 서버에서 삭제되었고 그 이름이 서버에 남아 있습니다.`,
    advice: '다른 이름을 고르거나 “mlflow experiments restore” 명령으로 실험을 복원하세요.',
  }),
  'export.cancelled': () => ({
    message: '내보내기를 취소했습니다.',
    advice: '저장된 파일은 없습니다. 파일이 필요하면 다시 내보내세요.',
  }),
  'export.interrupted': () => ({
    message: '파일을 쓰던 프로세스가 끝나기 전에 종료되었습니다.',
    advice: '다시 내보내세요. 메모리가 부족하면 다른 프로그램을 닫거나 항목을 줄이세요.',
  }),
  'export.busy': ({ waiting }) => ({
    message: `파일을 쓰는 중이고 ${String(waiting)}개가 더 기다리고 있습니다.`,
    advice: '일부가 끝날 때까지 기다린 뒤 다시 시도하세요.',
  }),
};
