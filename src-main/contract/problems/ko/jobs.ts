import { COMMAND, IS_PACKAGED } from '../../command';
import { countText } from '../../numbers';
import { koreanOf } from '../../texts/ko/declared';
import { phraseText } from '../phrases';
import type { Words } from '../words';
import type { jobProblems as english } from '../en/jobs';
import { FILE_REASONS } from './file-reasons';
import type { SameProblems } from './same';
import { MIRROR_REASONS } from './mirrors';
import { ENGINE_REASONS } from './system';

const SAME_SETTINGS = '같은 설정으로 새 실행을 시작하';

/** Kinds of damage to the bytes of a checkpoint. */
const DAMAGED = {
  short: '헤더보다 짧습니다',
  'header-cut': '헤더가 잘렸습니다',
  'header-syntax': '헤더가 JSON이 아닙니다',
  checksum: '기록한 바이트와 다릅니다',
} as const;

const MAKE_COMPILABLE = {
  window: '엔진을 eager로 설정해 이 모델을 학습하거나, 컴파일할 수 있도록 스텝을 고치세요.',
  'command-line': '이 모델을 즉시 실행으로 학습하거나(--engine eager), 컴파일할 수 있도록 스텝을 고치세요.',
} as const;
const USE_CONTEXT = {
  window: '난수는 스텝 컨텍스트에서만 뽑거나, 엔진을 eager로 설정해 학습하세요.',
  'command-line': '난수는 스텝 컨텍스트에서만 뽑거나, 즉시 실행으로 학습하세요(--engine eager).',
} as const;

const DIFFERS = '입력 말고도 학습 스텝이 스텝마다 다릅니다';

type Problems = SameProblems<typeof english>;

const uncompilable: Problems['engine.uncompilable'] = (problem): Words => {
  switch (problem.why) {
    case 'outer-tensor':
      return {
        message: `학습 스텝이 밖에서 만든 텐서를 씁니다(${problem.at}).`,
        advice: MAKE_COMPILABLE,
      };
    case 'reads-back':
      return {
        message: '학습 스텝이 장치에서 값을 읽어 옵니다. 컴파일한 스텝에서는 할 수 없습니다.',
        advice: MAKE_COMPILABLE,
      };
    case 'unnamed-variable':
      return {
        message: `스텝이 모델에 등록되지 않은 변수 ${problem.variable}을(를) 갱신합니다.`,
        advice: MAKE_COMPILABLE,
      };
    case 'operations-differ':
      return {
        message: `${DIFFERS}. 연산이 처음에는 ${String(problem.first)}개, 다음에는 ${String(problem.second)}개입니다.`,
        advice: USE_CONTEXT,
      };
    case 'constants-differ':
      return { message: `${DIFFERS}. 상수의 위치: ${problem.at}.`, advice: USE_CONTEXT };
  }
};

const INSTALL_AGAIN = IS_PACKAGED
  ? '워크벤치를 다시 설치하면 빠진 것이 채워집니다'
  : '시작 명령을 다시 실행하면 빠진 것을 설치합니다';

export const jobProblems: Problems = {
  'engine.uncompilable': uncompilable,
  'engine.out-of-memory': ({ shape }) => {
    const bytes = 4 * (shape ?? []).reduce((product, size) => product * size, 1);
    const tensor =
      shape === null
        ? ''
        : ` 수 ${shape.join(' × ')}개(${String(Math.ceil(bytes / 1e6))} MB)가 들어가지 않습니다.`;
    return {
      message: `메모리가 부족합니다.${tensor}`,
      advice:
        '배치 크기, 네트워크나 이미지의 크기를 줄이거나 다른 프로그램을 닫으세요. 자세한 내용은 로그에 있습니다.',
    };
  },
  'engine.unavailable': ({ native, javaScript }) => ({
    message: `학습 엔진을 하나도 불러오지 못했습니다: ${native}; 순수 JavaScript: ${javaScript}`,
    advice: {
      window: `${INSTALL_AGAIN}. 설정에서 목록을 볼 수 있습니다.`,
      'command-line': `${INSTALL_AGAIN}. doctor에서 목록을 볼 수 있습니다.`,
    },
  }),
  'engine.no-gpu': ({ device, why }) => ({
    message: `이 실행에는 GPU(${device})가 필요한데 없습니다. ${phraseText(ENGINE_REASONS, why)}`,
    advice: {
      window:
        '이 설정으로 장치를 auto나 cpu로 바꾸어 실행을 시작하세요. TensorFlow가 찾은 것은 설정에 있습니다.',
      'command-line':
        '이 설정으로 장치를 auto나 cpu로 바꾸어 실행을 시작하세요. TensorFlow가 찾은 것은 doctor로 볼 수 있습니다.',
    },
  }),
  'engine.not-fetched': ({ kind, tried, why }) => ({
    message: `네이티브 TensorFlow를 받을 수 없습니다: ${
      why === null
        ? tried.map((one) => `${one.host} – ${phraseText(MIRROR_REASONS, one.why)}`).join('; ')
        : phraseText(MIRROR_REASONS, why)
    }.`,
    advice: {
      offline:
        '네트워크에 연결한 뒤 다시 시도하세요. 받은 부분은 남습니다. 프록시를 쓴다면 HTTPS_PROXY를 설정하세요. 그때까지는 순수 JavaScript로 학습합니다.',
      failed:
        '나중에 다시 시도하세요. 온전히 받은 부분은 남습니다. 아니면 latent-workbench-tensorflow 패키지를 설치하세요.',
      'no-pip':
        'Python 3과 pip을 설치한 뒤 다시 시도하거나 latent-workbench-tensorflow 패키지를 설치하세요. 그때까지는 순수 JavaScript로 학습합니다.',
      unsupported: `${COMMAND} fetch-tensorflow 명령으로 받거나 latent-workbench-tensorflow 패키지를 설치하세요.`,
    }[kind],
  }),
  'model.unknown': ({ id, choices }) => ({
    message: `${id} 모델이 없습니다.`,
    advice: `다음 중에서 고르세요: ${choices.join(', ')}.`,
  }),
  'model.needs-labels': ({ model }) => ({
    message: `${model} 모델에는 레이블이 필요한데 이 데이터셋에는 없습니다.`,
    advice: '레이블이 있는 데이터셋이나 다른 모델을 고르세요.',
  }),
  'model.image-size': ({ width, height }) => ({
    message: `이 모델은 이미지의 변을 두 배로 두 번 늘리므로 변의 길이가 4의 배수여야 합니다. 이 데이터셋의 이미지는 ${String(width)}×${String(height)}입니다.`,
    advice: '다른 모델을 고르거나 이미지를 다른 크기로 가져오세요.',
  }),
  'run.diverged': ({ metric, value, step, checkpointStep }) => ({
    message: `스텝 ${String(step)}에서 지표 ‘${koreanOf(metric)}’의 값이 ${value}가 되어 학습을 끝냈습니다.`,
    advice: `그 스텝 전까지의 기록${
      checkpointStep === null ? '' : `과 스텝 ${String(checkpointStep)} 체크포인트`
    }은 남아 있습니다. 학습률을 낮추거나 시드를 바꾸세요.`,
  }),
  'run.no-samples': ({ model, to }) => ({
    message: `${model} 모델은 ${to === 'draw' ? '' : '평가할 수 있는 '}샘플을 생성하지 않습니다.`,
    advice: '이미지나 점을 생성하는 모델의 실행을 고르세요.',
  }),
  'run.no-chosen-class': ({ model }) => ({
    message: `${model} 모델은 클래스를 골라 생성할 수 없습니다.`,
    advice: '클래스 없이 뽑거나 조건부 모델을 학습하세요.',
  }),
  'run.no-class': ({ classes }) => ({
    message: `그런 클래스가 없습니다. 이 실행의 클래스는 ${countText(classes)}개입니다.`,
    advice: '그중 하나를 고르세요.',
  }),
  'latents.unknown': ({ id }) => ({
    message: `저장한 잠재 벡터 ${String(id)}번이 없습니다.`,
    advice: '제거되었을 수 있습니다. 실행의 잠재 공간 화면을 다시 여세요.',
  }),
  'latents.too-many': ({ name, most }) => ({
    message: `${name} 실행에 저장한 핀과 경로가 최대 개수인 ${String(most)}개입니다.`,
    advice: '먼저 하나를 제거하세요.',
  }),
  'latent.size': ({ size, given, most }) => ({
    message: `값 ${countText(given)}개로는 ${countText(size)}개짜리 행을 ${most === 1 ? '' : `1–${countText(most)}개 `}만들 수 없습니다.`,
    advice: '행마다 모델의 잠재 차원만큼 값을 주세요.',
  }),
  'latent.values': ({ most }) => ({
    message: '보낸 값 중에 유한하지 않은 수가 있거나 값이 너무 많습니다.',
    advice: `32비트 부동소수점 수를 최대 ${countText(most)}개까지 보내세요.`,
  }),
  'latent.no-encoder': ({ model }) => ({
    message: `${model} 모델에는 인코더가 없습니다.`,
    advice: '오토인코더 실행을 고르거나, 최적화로 잠재 벡터를 찾으세요.',
  }),
  'latent.no-classifier': ({ model }) => ({
    message: `이 ${model} 실행의 데이터셋으로 학습한 분류기가 없습니다.`,
    advice: '레이블이 있는 데이터셋의 실행을 평가하면 분류기를 학습합니다. 그 뒤에 다시 시도하세요.',
  }),
  'latent.no-item': ({ count, split }) => ({
    message: `그런 항목이 없습니다. ${split === 'test' ? '테스트' : '훈련'} 분할에는 ${countText(count)}개가 있습니다.`,
    advice: '그중 하나를 고르세요.',
  }),
  'checkpoint.outdated': () => ({
    message:
      '검증용으로 남긴 항목이나 쓴 레이블이 지금과 다른 이전 버전의 워크벤치에서 만든 체크포인트입니다.',
    advice: `${SAME_SETTINGS}세요. 이 체크포인트를 보거나 샘플을 뽑는 것은 할 수 있습니다.`,
  }),
  'checkpoint.mismatch': () => ({
    message: '체크포인트가 모델과 맞지 않습니다. 가중치의 이름이나 형태가 다릅니다.',
    advice: `다른 버전의 워크벤치가 쓴 것입니다. ${SAME_SETTINGS}세요.`,
  }),
  'checkpoint.damaged': ({ why }) => ({
    message: `체크포인트가 손상되었습니다. ${
      typeof why === 'string'
        ? DAMAGED[why]
        : `텐서 ${why.tensor}: ${why.is === 'cut' ? '잘렸습니다' : 'float32로 적혀 있지 않습니다'}`
    }.`,
    advice: `실행이 기록한 것은 그대로 있습니다. ${SAME_SETTINGS}거나 데이터베이스의 백업을 되돌려 놓으세요.`,
  }),
  'image.unreadable': ({ why }) => ({
    message: `이미지를 읽을 수 없습니다. ${phraseText(FILE_REASONS, why)}.`,
    advice: '데이터 파일의 기록이 손상되었을 수 있습니다. 실행은 설정값으로 다시 학습할 수 있습니다.',
  }),
};
