/** The commands and options of the command line. */
export const COMMAND_LINE: Readonly<Record<string, string>> = {
  'Trains generative models, and compares and exports what they made.':
    '생성 모델을 학습하고, 결과를 비교하고 내보냅니다.',
  'output the version number': '버전 번호를 출력합니다',
  'where runs and datasets are kept (default: your user data folder)':
    '실행과 데이터셋을 보관하는 폴더(기본값: 사용자 데이터 폴더)',
  'one JSON object a line; lists print one JSON document':
    '한 줄에 JSON 객체 하나. 목록은 JSON 문서 하나로 출력합니다',
  'trains a model': '모델을 학습합니다',
  'a name for the run': '실행의 이름',
  'a hyperparameter; may be given again (models lists them)':
    '하이퍼파라미터. 여러 번 쓸 수 있습니다(models로 목록 보기)',
  'hyperparameters that change at a step (500 lr=0.0001), or the only network of the next step (500 only=generator); may be given again':
    '어떤 스텝에서 바뀌는 하이퍼파라미터(500 lr=0.0001) 또는 다음 스텝에서 갱신할 네트워크 하나(500 only=generator). 여러 번 쓸 수 있습니다',
  'what it is trained on (default: mnist-10k, or ring-8 for points)':
    '학습할 데이터셋(기본값: mnist-10k, 점은 ring-8)',
  'length of the training': '학습할 스텝 수',
  'length in passes over the dataset': '데이터셋을 도는 횟수로 정한 학습 길이',
  'decides everything that is random': '무작위로 정해지는 모든 것을 결정합니다',
  'settings that belong together; what is given beside it wins (models lists them)':
    '함께 쓰는 설정 묶음. 따로 준 값이 우선합니다(models로 목록 보기)',
  'what to show of each, separated by commas: a setting, a metric, its best value or that at a step (lr,loss,loss-best,loss@1000)':
    '보일 열. 쉼표로 구분합니다. lr 같은 설정, loss 같은 지표, 또는 loss-best, loss@1000',
  'how samples are laid out, such as 8x8': '샘플의 배치. 예: 8x8',
  'how steps are executed': '스텝을 실행하는 방법',
  'auto, cpu, gpu, or one GPU by its number, such as gpu:1':
    'auto, cpu, gpu 또는 gpu:1처럼 번호를 붙인 GPU 하나',
  'trains in a pool of other machines instead (see fleet)': '다른 컴퓨터들의 풀에서 학습합니다(fleet 참고)',
  'steps between two records of the samples': '샘플 기록 사이의 스텝 수',
  'steps between two checkpoints': '체크포인트 사이의 스텝 수',
  'when its samples are evaluated (default: as the settings say)':
    '샘플을 평가하는 시점(기본값: 설정에 따름)',
  'trains a model with several values of hyperparameters and several seeds, and ranks them':
    '하이퍼파라미터의 여러 값과 여러 시드로 모델을 학습하고 순위를 매깁니다',
  'a name for the sweep': '스윕의 이름',
  'values (lr=0.001,0.003), values that are evenly spaced (0.0001..0.01 x5), or what to draw from: a range (0.0001..0.01), normal(MEAN, SD), lognormal(MEDIAN, SD), or weighted values (a:3,b:1)':
    '값(lr=0.001,0.003), 고른 간격의 값(0.0001..0.01 x5), 또는 값을 뽑을 곳: 범위(0.0001..0.01), normal(평균, 표준편차), lognormal(중앙값, 표준편차), 가중치를 둔 값(a:3,b:1)',
  'runs of each setting, with seeds that follow one another': '설정마다 이어지는 시드로 실행할 횟수',
  'grid: every combination; random: --draws settings; asha: the best train on (successive halving)':
    'grid: 모든 조합, random: --draws개의 설정, asha: 가장 좋은 실행만 계속 학습(successive halving)',
  'settings to draw at random (default: 16 for random)': '무작위로 뽑을 설정 수(기본값: random이면 16)',
  'what settings are ranked by: of the validation split, or of samples':
    '설정의 순위를 매기는 지표: 검증 분할이나 샘플의 지표',
  'asha: one run in so many trains on': 'asha: 이만큼의 실행 중 하나만 계속 학습',
  'asha: budgets, each --factor times the one before':
    'asha: 학습량의 단계 수. 단계마다 --factor배로 늘어납니다',
  'ends runs whose metric is worse than a bound, such as "loss>200"':
    '지표가 한계보다 나쁜 실행을 끝냅니다. 예: "loss>200"',
  'ends runs whose metric has not improved for so many steps: that of --stop or, without it, that of --metric':
    '이만큼의 스텝 동안 지표가 나아지지 않은 실행을 끝냅니다. --stop의 지표, 없으면 --metric의 지표를 봅니다',
  'no run ends early before it (default: a tenth of the steps)':
    '이 스텝 전에는 일찍 끝내지 않습니다(기본값: 전체 스텝의 10분의 1)',
  'lists the sweeps': '스윕의 목록을 봅니다',
  'changes hyperparameters of a run (lr=0.0001) while it trains in a window, a served workbench or another command':
    '창, serve 또는 다른 명령에서 학습 중인 실행의 하이퍼파라미터를 바꿉니다(lr=0.0001)',
  'hyperparameters that change at a later step (500 lr=0.0001), or the only network of the next step (500 only=generator); may be given again':
    '나중의 어떤 스텝에서 바뀌는 하이퍼파라미터(500 lr=0.0001) 또는 다음 스텝에서 갱신할 네트워크 하나(500 only=generator). 여러 번 쓸 수 있습니다',
  'goes on with a run (its number or name) at its newest checkpoint, or at another':
    '실행(번호나 이름)을 최신 체크포인트나 다른 체크포인트에서 이어 갑니다',
  'the step of a checkpoint (runs checkpoints lists them)': '체크포인트의 스텝(runs checkpoints로 목록 보기)',
  'as a new run of this name; the run itself stays as it is':
    '이 이름의 새 실행으로 이어 갑니다. 원래 실행은 그대로 남습니다',
  'removes what the run recorded after that step without asking':
    '그 스텝 이후의 기록을 묻지 않고 제거합니다',
  'trains a GAN and a VAE on the same data, and writes their samples and a report':
    'GAN과 VAE를 같은 데이터로 학습하고 샘플과 보고서를 씁니다',
  'the GAN': 'GAN 모델',
  'the VAE': 'VAE 모델',
  'what both are trained on (default: as for train)': '둘을 학습할 데이터셋(기본값: train과 같음)',
  'passes over the dataset, for both (default: what each model suggests)':
    '둘이 데이터셋을 도는 횟수(기본값: 모델마다 정해진 값)',
  'where the files go': '파일을 둘 폴더',
  'lists the comparisons that were saved in the window': '창에서 저장한 비교의 목록을 봅니다',
  'compares runs side by side in an HTML report': '실행들을 나란히 비교하는 HTML 보고서를 씁니다',
  'a saved comparison, with its note, sections and their order, instead of runs':
    '실행 대신, 메모와 구역 순서를 담아 저장한 비교',
  'the report to write': '쓸 보고서 파일',
  'draws new samples from a checkpoint of a run, as PNG': '실행의 체크포인트로 새 샘플을 뽑아 PNG로 씁니다',
  'the step of the checkpoint (default: the newest)': '체크포인트의 스텝(기본값: 최신)',
  'of this class only, where the model can be asked for one': '클래스를 고를 수 있는 모델에서 이 클래스만',
  'how many': '개수',
  'equal seeds draw equal samples': '시드가 같으면 같은 샘플을 뽑습니다',
  'the file to write (default: run-N-drawn.png, or .csv for points)':
    '쓸 파일(기본값: run-N-drawn.png, 점은 .csv)',
  'draws samples with a checkpoint of a run and measures how good they are':
    '실행의 체크포인트로 샘플을 뽑아 품질을 측정합니다',
  'of the checkpoint (default: the newest)': '체크포인트의 스텝(기본값: 최신)',
  'how many, and as many real items (default: 10000, or all of the test split)':
    '샘플 수와 같은 수의 실제 항목(기본값: 10000, 또는 테스트 분할 전체)',
  'equal seeds measure equal samples': '시드가 같으면 같은 샘플을 측정합니다',
  'takes in runs: archives (.lwrun), which export --as archive writes, and event files of TensorBoard, or folders or ZIPs of them':
    'export --as archive로 쓴 실행 묶음(.lwrun)이나 TensorBoard 이벤트 파일, 그 폴더나 ZIP에서 실행을 가져옵니다',
  'all runs of the data folder, instead of naming some': '실행을 지정하는 대신 데이터 폴더의 모든 실행',
  'writes what runs recorded: pictures, metrics, reports, in many formats; or a dataset':
    '실행이 기록한 그림, 지표, 보고서를 여러 형식으로 씁니다. 데이터셋도 씁니다',
  'the items of a dataset, instead of runs (default format: dataset-zip)':
    '실행 대신 데이터셋의 항목(기본 형식: dataset-zip)',
  'the formats to write (default: samples, metrics, quality and a report)':
    '쓸 형식(기본값: 샘플, 지표, 품질, 보고서)',
  'an option of the formats; may be given again': '형식의 옵션. 여러 번 쓸 수 있습니다',
  'lists the formats for these runs or this dataset, with their options':
    '이 실행들이나 이 데이터셋에 쓸 수 있는 형식과 옵션의 목록을 봅니다',
  'the folder for the files (default: the current one)': '파일을 둘 폴더(기본값: 현재 폴더)',
  'answers a SELECT on runs, metrics and the rest, without changing anything':
    '실행, 지표 등에 대한 SELECT에 답합니다. 아무것도 바꾸지 않습니다',
  'as CSV; --json prints one JSON document': 'CSV로 출력합니다. --json은 JSON 문서 하나를 출력합니다',
  'waits for runs that another process trains (exit code 3: they ended otherwise, 4: timeout)':
    '다른 프로세스가 학습하는 실행을 기다립니다(종료 코드 3: 다르게 끝남, 4: 시간 초과)',
  "ended, completed, diverged, collapsed, or a bound of a metric, such as 'loss<0.5'":
    "ended, completed, diverged, collapsed 또는 'loss<0.5'처럼 지표의 한계",
  'how long to wait at most': '최대로 기다릴 시간',
  'serves the workbench to a program by the Model Context Protocol, on standard input and output':
    '표준 입출력의 Model Context Protocol로 다른 프로그램이 워크벤치를 쓰게 합니다',
  'lets it launch, stop and evaluate runs, too': '실행을 시작하고 중지하고 평가할 수도 있게 합니다',
  'where exported files go': '내보낸 파일을 둘 폴더',
  'lists the datasets': '데이터셋의 목록을 봅니다',
  'takes in IDX, .npz, CSV or CIFAR files, or a folder or ZIP of images':
    'IDX, .npz, CSV, CIFAR 파일이나 이미지가 든 폴더 또는 ZIP을 가져옵니다',
  'a name for the dataset': '데이터셋의 이름',
  'resizes images to squares of this side': '이미지를 한 변이 이만큼인 정사각형으로 바꿉니다',
  'what of an image is resized: its middle square, or all of it':
    '크기를 바꿀 부분: 이미지 가운데의 정사각형, 또는 전체',
  'whether images are grey (default: where all are)': '이미지를 회색조로 볼지(기본값: 모두 회색일 때)',
  'none takes the items in without labels': 'none: 레이블 없이 가져옵니다',
  'the column of a table that holds the labels: its name, or its number from 1':
    '레이블이 든 표의 열: 이름 또는 1부터 센 번호',
  'whether folders named train, test … are splits or classes': 'train, test … 폴더가 분할인지 클래스인지',
  'of names in a ZIP, and of text that does not say its own':
    'ZIP의 이름과, 인코딩을 밝히지 않은 글의 인코딩',
  'fetches a dataset from its authors or a mirror, or lists those that can be fetched':
    '저자나 미러에서 데이터셋을 받거나, 받을 수 있는 것의 목록을 봅니다',
  'the folder to fetch its files from in place of those that are known':
    '알려진 곳 대신 파일을 받을 폴더의 주소',
  'fetches without asking': '묻지 않고 받습니다',
  'makes one of the built-in datasets now': '내장 데이터셋 하나를 지금 만듭니다',
  'lists the models with their hyperparameters, or shows the page of one':
    '모델과 하이퍼파라미터의 목록을 보거나, 한 모델의 설명을 봅니다',
  'lists the runs': '실행의 목록을 봅니다',
  'lists the checkpoints of a run, and why each is stored': '실행의 체크포인트와 남긴 까닭을 봅니다',
  'shows the tags of a run, or adds some': '실행의 태그를 보거나 추가합니다',
  'takes tags away': '태그를 뗍니다',
  'gives runs a star': '실행에 별표를 답니다',
  'takes it away': '별표를 뗍니다',
  'shows the notes of a run, or sets them (Markdown; empty text removes them)':
    '실행의 메모를 보거나 씁니다(Markdown. 빈 글이면 제거합니다)',
  'moves runs to the trash': '실행을 휴지통으로 옮깁니다',
  'lists removed runs': '제거된 실행의 목록을 봅니다',
  'brings removed runs back': '제거된 실행을 복원합니다',
  'deletes removed runs permanently, with their metrics, figures and checkpoints':
    '제거된 실행을 지표, 그림, 체크포인트와 함께 영구히 삭제합니다',
  'all of them': '모두',
  'deletes without asking': '묻지 않고 삭제합니다',
  'moves the data folder, for example to a larger disk; a link stays in its place':
    '데이터 폴더를 더 큰 디스크 등으로 옮깁니다. 원래 자리에는 링크가 남습니다',
  'shows the settings of the data folder, or changes them': '데이터 폴더의 설정을 보거나 바꿉니다',
  'when runs are evaluated: never, at their end, or at checkpoints, too':
    '실행을 평가하는 시점: 안 함, 끝날 때, 체크포인트마다',
  'how many runs train on a device at once': '한 장치에서 동시에 학습하는 실행 수',
  'serves the workbench to a browser on this machine':
    '이 컴퓨터의 브라우저에서 워크벤치를 열 수 있게 합니다',
  'the port (default: any free one)': '포트(기본값: 비어 있는 포트)',
  'shows what this machine offers, and why': '이 컴퓨터에서 쓸 수 있는 것과 그 까닭을 봅니다',
  'trains runs that other machines have launched, until it is ended':
    '종료할 때까지 다른 컴퓨터가 시작한 실행을 학습합니다',
  'the file that fleet setup wrote for this machine': 'fleet setup이 이 컴퓨터를 위해 쓴 파일',
  'the server, such as tls://lab.example:4222 (default: as in the credentials)':
    '서버. 예: tls://lab.example:4222(기본값: 자격 증명에 있는 서버)',
  'the pool to which this machine belongs': '이 컴퓨터가 속한 풀',
  'what it trains on: cpu, gpu, or one GPU by its number, such as gpu:1':
    '학습할 장치: cpu, gpu 또는 gpu:1처럼 번호를 붙인 GPU 하나',
  'how many runs it trains at once': '동시에 학습하는 실행 수',
  'ends after one run for each slot, or if none is waiting':
    '슬롯마다 실행 하나를 마치거나 기다리는 것이 없으면 끝냅니다',
  'lets this data folder, and other machines, train runs of several people together':
    '이 데이터 폴더와 다른 컴퓨터가 여러 사람의 실행을 함께 학습하게 합니다',
  'writes the configuration of a server, and credentials for people and machines; may be repeated':
    '서버의 설정과 사람, 컴퓨터의 자격 증명을 씁니다. 다시 실행해도 됩니다',
  'names and addresses of the server, the first for credentials':
    '서버의 이름과 주소. 첫 번째를 자격 증명에 씁니다',
  'the port of the server': '서버의 포트',
  'people who launch runs': '실행을 시작하는 사람',
  'machines that train them': '실행을 학습하는 컴퓨터',
  'people or machines whose keys are revoked': '키를 취소할 사람이나 컴퓨터',
  'runs the server of a small fleet, until it is ended': '종료할 때까지 작은 플릿의 서버를 실행합니다',
  'the nats-server to run (default: the one on the PATH)': '실행할 nats-server(기본값: PATH에 있는 것)',
  'lets runs of this data folder train in the fleet of these credentials':
    '이 데이터 폴더의 실행을 이 자격 증명의 플릿에서 학습할 수 있게 합니다',
  'forgets the fleet; runs that it trains are no longer recorded':
    '플릿에서 나옵니다. 플릿이 학습하는 실행을 더 이상 기록하지 않습니다',
  'shows the server, its machines, and the runs that wait': '서버, 컴퓨터, 기다리는 실행을 봅니다',
  "the language of this output: en or ko (default: the system's)":
    '출력의 언어: en 또는 ko(기본값: 시스템 언어)',
  'display help for command': '도움말을 봅니다',
  'Usage:': '사용법:',
  'Arguments:': '인수:',
  'Options:': '옵션:',
  'Global Options:': '공통 옵션:',
  'Commands:': '명령:',
};
