/** Formats of exports and their options. */
export const EXPORTS: Readonly<Record<string, string>> = {
  Export: '내보내기',
  Checkpoints: '체크포인트',
  'From its newest checkpoint a run can be resumed; from others, their samples can be drawn.':
    '최신 체크포인트에서는 실행을 재개할 수 있고, 나머지에서는 그 시점의 샘플을 뽑을 수 있습니다.',
  all: '모두',
  'the newest': '최신만',
  Datasets: '데이터셋',
  'of these runs': '이 실행들의 것',
  'Whether to include the data of imported datasets, without which their runs cannot be resumed elsewhere: of these runs, or all of the data folder.':
    '가져온 데이터셋의 데이터를 담습니다. 없으면 그 실행을 다른 곳에서 재개할 수 없습니다.',
  'Archive (lwrun)': '실행 묶음(lwrun)',
  'Everything that the runs recorded, in one file that another workbench imports: metrics, figures, evaluations, notes and checkpoints.':
    '실행이 기록한 지표, 그림, 평가, 메모, 체크포인트를 모두 다른 워크벤치에서 가져올 수 있는 한 파일에 담습니다.',
  Checkpoint: '체크포인트',
  Weights: '가중치',
  trained: '학습한 값',
  averaged: '평균',
  'The step of the checkpoint.': '체크포인트의 스텝입니다.',
  'The step of the checkpoint that generates them.': '샘플을 생성할 체크포인트의 스텝입니다.',
  'The run keeps no moving average of its weights.': '이 실행은 가중치의 이동 평균을 남기지 않습니다.',
  'The model is not conditional.': '이 모델은 조건부가 아닙니다.',
  'The moving average, which samples and evaluations use, or the weights that training goes on with.':
    '샘플과 평가에 쓰는 이동 평균, 또는 학습을 이어 가는 가중치입니다.',
  'Film (animated PNG)': '동영상(APNG)',
  'Figures from one step to another as an animation without loss, for browsers; of several runs side by side.':
    '한 스텝에서 다른 스텝까지의 그림을 브라우저용 무손실 애니메이션으로 만듭니다. 실행이 여럿이면 나란히 놓습니다.',
  'Film (GIF)': '동영상(GIF)',
  'Figures from one step to another as an animation that every program shows; of several runs side by side.':
    '한 스텝에서 다른 스텝까지의 그림을 어느 프로그램에서나 볼 수 있는 애니메이션으로 만듭니다. 실행이 여럿이면 나란히 놓습니다.',
  'Film (WebM)': '동영상(WebM)',
  'Figures from one step to another as a video for slides and browsers, much smaller and with a little loss; of several runs side by side.':
    '한 스텝에서 다른 스텝까지의 그림을 발표 자료와 브라우저용 동영상으로 만듭니다. 약간 손실이 있지만 훨씬 작습니다. 실행이 여럿이면 나란히 놓습니다.',
  'From step': '시작 스텝',
  'The first step.': '첫 스텝입니다.',
  'To step': '끝 스텝',
  'The last step.': '마지막 스텝입니다.',
  Frames: '프레임 수',
  'The most frames; if more figures were recorded, some are left out evenly.':
    '최대 프레임 수입니다. 기록된 그림이 더 많으면 고르게 덜어 냅니다.',
  'Frame rate': '프레임 속도',
  'Frames shown in a second.': '1초에 보여 주는 프레임 수입니다.',
  'Keras script (ZIP)': 'Keras 스크립트(ZIP)',
  'PyTorch script (ZIP)': 'PyTorch 스크립트(ZIP)',
  'A readable Python program with the networks, losses and settings of the run, its initial weights, and its first 20 steps, which the program can take again and compare.':
    '실행의 네트워크, 손실, 설정을 담은 읽기 쉬운 Python 프로그램입니다. 초기 가중치와 첫 20스텝이 들어 있어 다시 진행해 비교할 수 있습니다.',
  'Metrics (CSV)': '지표(CSV)',
  'Every metric at every step, one row per step, for spreadsheets and scripts.':
    '모든 스텝의 모든 지표를 스텝마다 한 행으로 적습니다. 스프레드시트와 스크립트에 씁니다.',
  'Metrics (JSON Lines)': '지표(JSON Lines)',
  'Every metric at every step, one JSON object per line, with the number and name of its run.':
    '모든 스텝의 모든 지표를 줄마다 JSON 객체 하나로, 실행의 번호와 이름을 함께 적습니다.',
  'Metrics (Parquet)': '지표(Parquet)',
  'Every metric at every step as columns of numbers, for pandas, Polars, DuckDB and R.':
    '모든 스텝의 모든 지표를 숫자 열로 적습니다. pandas, Polars, DuckDB, R에서 읽습니다.',
  'MLflow (upload)': 'MLflow(업로드)',
  'Sends parameters, every metric at every step, quality, tags, notes and files to an MLflow server, which may have a part of them already. The file says what was sent.':
    '파라미터, 모든 스텝의 모든 지표, 품질, 태그, 메모, 파일을 MLflow 서버로 보냅니다. 서버에 이미 있는 것은 다시 보내지 않습니다. 파일에는 보낸 내역이 적힙니다.',
  Server: '서버',
  'The address of the MLflow server, which the runs are sent to.': '실행을 보낼 MLflow 서버의 주소입니다.',
  Experiment: '실험',
  'The name of the experiment in MLflow; it is created if there is none.':
    'MLflow의 실험 이름입니다. 없으면 만듭니다.',
  Sheets: '시트',
  'Which sheets of samples and other images are sent as files.': '파일로 보낼 샘플과 이미지 시트입니다.',
  'Model card': '모델 카드',
  'Whether the card of the newest checkpoint is sent as a file.':
    '최신 체크포인트의 모델 카드를 파일로 보낼지 정합니다.',
  'Model card (Markdown)': '모델 카드(Markdown)',
  'What a checkpoint is, for those who receive its weights: data and their licence, quality with intervals, limits, settings, and how to reproduce and load it.':
    '가중치를 받는 사람을 위한 체크포인트 설명입니다. 데이터와 라이선스, 구간이 있는 품질, 한계, 설정, 재현하고 불러오는 방법을 적습니다.',
  Network: '네트워크',
  'Each is a file of its own: a generator or decoder takes latents, and labels where it is conditional; the others take items.':
    '네트워크마다 파일 하나입니다. 생성자와 디코더는 잠재 벡터를(조건부이면 레이블도), 나머지는 항목을 입력으로 받습니다.',
  'Network (ONNX)': '네트워크(ONNX)',
  'One network of a checkpoint for ONNX Runtime and other programs, with its scaling of inputs and outputs, for batches of any size.':
    'ONNX Runtime 등에서 쓰는 체크포인트의 네트워크 하나입니다. 입력과 출력의 스케일을 포함하며 배치 크기에 제한이 없습니다.',
  'Network (Keras)': '네트워크(Keras)',
  'One network of a checkpoint as a model of Keras 3, with its scaling of inputs and outputs: keras.saving.load_model reads it.':
    'Keras 3 모델로 쓴 체크포인트의 네트워크 하나입니다. 입력과 출력의 스케일을 포함합니다. keras.saving.load_model로 읽습니다.',
  'Network (TensorFlow.js, ZIP)': '네트워크(TensorFlow.js, ZIP)',
  'One network of a checkpoint for web pages, with its scaling of inputs and outputs, for batches of any size: tf.loadGraphModel reads its model.json.':
    '웹 페이지에서 쓰는 체크포인트의 네트워크 하나입니다. 입력과 출력의 스케일을 포함하며 배치 크기에 제한이 없습니다. tf.loadGraphModel로 model.json을 읽습니다.',
  'Chart (SVG)': '차트(SVG)',
  'A chart of metrics over steps as a vector image, with the values that a report shows: of several runs a line for each.':
    '스텝에 따른 지표의 차트를 벡터 이미지로 씁니다. 보고서와 같은 값이며, 실행이 여럿이면 실행마다 선 하나입니다.',
  'Images (ZIP of PNG)': '이미지(PNG ZIP)',
  'The images in folders by split and class, and labels.csv with a row for each; points in the CSV only.':
    '이미지를 분할과 클래스별 폴더에 담고, 이미지마다 한 행인 labels.csv를 더합니다. 점은 CSV에만 적습니다.',
  'At most': '최대 개수',
  'Only so many of the first items of each split.': '각 분할의 앞에서부터 이만큼만 담습니다.',
  'Arrays (NumPy)': '배열(NumPy)',
  'All items and classes as arrays for numpy.load, named as in Keras: x_train, y_train, x_test, y_test, and class_names.':
    '모든 항목과 클래스를 numpy.load로 읽는 배열로 씁니다. 이름은 Keras와 같이 x_train, y_train, x_test, y_test이고 class_names가 더해집니다.',
  'IDX files (ZIP)': 'IDX 파일(ZIP)',
  'The files in the format of MNIST, as other programs and this one read them, with the names of the classes.':
    '다른 프로그램과 이 프로그램이 읽는 MNIST 형식의 파일과 클래스 이름을 담습니다.',
  Split: '분할',
  'The items for training, those for testing, or both.': '학습용 항목, 테스트용 항목, 또는 둘 다입니다.',
  train: '학습',
  test: '테스트',
  'Chart (PNG)': '차트(PNG)',
  'A chart of metrics over steps as a picture, the same as the SVG, for slides and documents.':
    '스텝에 따른 지표의 차트를 슬라이드와 문서에 쓸 이미지로 저장합니다. SVG와 같은 그림입니다.',
  'Pixels of the file for a pixel of the window: 2 suits slides, 4 suits print.':
    '창의 픽셀 하나를 파일의 픽셀 몇 개로 그릴지 정합니다. 슬라이드에는 2, 인쇄물에는 4가 알맞습니다.',
  'Chart (CSV)': '차트(CSV)',
  'The values of a chart, a row for each: as measured, or of runs that differ only in their seed the drawn mean, lightly smoothed, and its standard deviation.':
    '차트의 값을 값마다 한 행으로 적습니다. 측정한 값 그대로이며, 시드만 다른 실행들은 그려진 평균(약하게 평활함)과 표준편차 범위입니다.',
  Chart: '차트',
  'What is drawn.': '그릴 차트입니다.',
  Theme: '테마',
  'The colours of the image.': '이미지의 색입니다.',
  light: '밝게',
  dark: '어둡게',
  Figure: '그림',
  'The kind of figure.': '그림의 종류입니다.',
  Step: '스텝',
  'The newest figure at this step or before it.': '이 스텝이나 그 전의 가장 최근 그림입니다.',
  'Enlarged by': '확대 배율',
  'Each pixel becomes a square of so many pixels.': '픽셀 하나를 한 변이 이만큼인 정사각형으로 늘립니다.',
  Captions: '설명',
  'The name of each run and its step, above the sheet.': '시트 위에 실행의 이름과 스텝을 적습니다.',
  Cells: '칸',
  'The cells to show, by their numbers from left to right and from top to bottom; empty for all.':
    '보여 줄 칸의 번호입니다. 왼쪽에서 오른쪽, 위에서 아래로 셉니다. 비워 두면 모두 보여 줍니다.',
  'Picture (PNG)': '그림(PNG)',
  'Samples, reconstructions or the decoded latent plane at a step; of several runs side by side.':
    '한 스텝의 샘플, 복원 또는 디코딩한 잠재 평면입니다. 실행이 여럿이면 나란히 놓습니다.',
  'Quality of samples (CSV)': '샘플 품질(CSV)',
  'Every value of every evaluation of samples, with its interval, floor and the settings of the evaluation.':
    '모든 샘플 평가의 모든 값을 구간, 기준선, 평가 설정과 함께 적습니다.',
  'Whether the report has this section.': '보고서에 이 구역을 넣습니다.',
  Order: '순서',
  'The numbers of the sections in their order, such as 4, 1; the others follow.':
    '구역의 번호를 순서대로 적습니다. 예: 4, 1. 나머지는 그 뒤에 옵니다.',
  'Saved comparison': '저장한 비교',
  'The report has its name and note.': '보고서에 그 이름과 메모를 씁니다.',
  Baseline: '기준 실행',
  'The run that others are compared with.': '다른 실행과 비교할 기준입니다.',
  'Report (HTML)': '보고서(HTML)',
  'One page with summary, charts, figures, quality and settings, side by side for several runs. It needs no connection and no other files.':
    '요약, 차트, 그림, 품질, 설정을 한 페이지에 담고, 실행이 여럿이면 나란히 놓습니다. 인터넷 연결이나 다른 파일이 필요 없습니다.',
  'Report (Markdown)': '보고서(Markdown)',
  'Tables of runs, quality, metrics and settings with the newest pictures beside them, for wikis and repositories. Unpack the ZIP.':
    '실행, 품질, 지표, 설정의 표와 최신 그림입니다. 위키와 저장소에 씁니다. ZIP의 압축을 푸세요.',
  Pictures: '그림',
  'Whether to include the newest samples and other sheets of images.':
    '최신 샘플과 다른 이미지 시트를 담습니다.',
  'Report (PDF)': '보고서(PDF)',
  'The same report as printed pages, for sending and for paper.':
    '같은 보고서를 보내거나 종이에 인쇄할 수 있는 페이지로 만듭니다.',
  'Samples (NumPy)': '샘플(NumPy)',
  'New samples of a checkpoint with their latents and classes, as arrays for numpy.load.':
    '체크포인트에서 새로 뽑은 샘플을 잠재 벡터, 클래스와 함께 numpy.load로 읽는 배열로 저장합니다.',
  'Samples (ZIP of PNG)': '샘플(PNG의 ZIP)',
  'New samples of a checkpoint, an image each, and samples.csv with their classes, seed and latents; points in the CSV only.':
    '체크포인트에서 새로 뽑은 샘플마다 이미지 하나, 그리고 클래스, 시드, 잠재 벡터를 적은 samples.csv입니다. 점은 CSV에만 적습니다.',
  Class: '클래스',
  'Samples of one class, or of all classes in turn.': '한 클래스의 샘플, 또는 모든 클래스를 차례로 뽑습니다.',
  Samples: '샘플 수',
  'How many are generated.': '생성하는 개수입니다.',
  Seed: '시드',
  'Equal seeds give equal samples.': '시드가 같으면 같은 샘플이 나옵니다.',
  'Weights (safetensors)': '가중치(safetensors)',
  'The weights of all networks at a checkpoint, named by network and layer, with model, settings and dataset as metadata.':
    '체크포인트에 있는 모든 네트워크의 가중치입니다. 네트워크와 층으로 이름을 붙이고 모델, 설정, 데이터셋을 메타데이터로 담습니다.',
  'TensorBoard (event files)': 'TensorBoard(이벤트 파일)',
  'Every metric at every step, samples, discriminator outputs, settings and notes. Unpack the ZIP, and start tensorboard --logdir on the folder.':
    '모든 스텝의 모든 지표, 샘플, 판별자 출력, 설정, 메모입니다. ZIP의 압축을 풀고 그 폴더에서 tensorboard --logdir을 시작하세요.',
  Images: '이미지',
  'Whether to include samples and other sheets of images.': '샘플과 다른 이미지 시트를 담습니다.',
  Histograms: '히스토그램',
  'Whether to include the outputs of discriminators.': '판별자의 출력을 담습니다.',
  'Latent walk (GIF)': '잠재 경로(GIF)',
  'What latents along a walk decode to, as an animation that every program shows, with one palette for all frames.':
    '경로를 따라 잠재 벡터를 디코딩한 결과를 어느 프로그램에서나 볼 수 있는 애니메이션으로 만듭니다. 모든 프레임이 팔레트 하나를 씁니다.',
  'Latent walk (animated PNG)': '잠재 경로(APNG)',
  'What latents along a walk decode to, as an animation without loss, for browsers.':
    '경로를 따라 잠재 벡터를 디코딩한 결과를 브라우저용 무손실 애니메이션으로 만듭니다.',
  'Latent walk (WebM)': '잠재 경로(WebM)',
  'What latents along a walk decode to, as a video for slides and browsers, much smaller and with a little loss.':
    '경로를 따라 잠재 벡터를 디코딩한 결과를 발표 자료와 브라우저용 동영상으로 만듭니다. 약간 손실이 있지만 훨씬 작습니다.',
  'Latent walk (PNG)': '잠재 경로(PNG)',
  'What latents along a walk decode to, side by side in one picture.':
    '경로를 따라 잠재 벡터를 디코딩한 결과를 그림 하나에 나란히 놓습니다.',
  'Latent walk (JSON)': '잠재 경로(JSON)',
  'The latents of a walk and of its frames, with the checkpoint and the class that decode them.':
    '경로와 각 프레임의 잠재 벡터를 디코딩하는 체크포인트, 클래스와 함께 적습니다.',
  Walk: '경로',
  'A walk that was saved on the Latent screen, one through all pins in order, or one through latents drawn from the prior.':
    '잠재 공간 화면에서 저장한 경로, 모든 핀을 차례로 지나는 경로, 또는 사전 분포에서 뽑은 잠재 벡터를 지나는 경로입니다.',
  'Through all pins': '모든 핀을 지나기',
  'Through random latents': '무작위 잠재 벡터를 지나기',
  'Random latents': '무작위 잠재 벡터 수',
  'How many are drawn, if the walk goes through random latents.':
    '무작위 잠재 벡터를 지나는 경로일 때 뽑는 개수입니다.',
  'Equal seeds draw equal latents.': '시드가 같으면 같은 잠재 벡터를 뽑습니다.',
  Interpolation: '보간',
  'Between two latents: along a great circle, or along a line.':
    '두 잠재 벡터 사이를 대원이나 직선으로 잇습니다.',
  'as the walk was found': '경로를 만든 대로',
  spherical: '구면',
  linear: '선형',
  'From latent': '시작 잠재 벡터',
  'The first latent of the walk.': '경로의 첫 잠재 벡터입니다.',
  'To latent': '끝 잠재 벡터',
  'The last latent of the walk; beyond its end, the last that it has.':
    '경로의 마지막 잠재 벡터입니다. 경로보다 길면 경로의 끝까지 씁니다.',
  'The step of the checkpoint that decodes them.': '잠재 벡터를 디코딩할 체크포인트의 스텝입니다.',
  'Latents at even distances along the walk, each decoded as a frame.':
    '경로를 따라 고르게 놓인 잠재 벡터로, 하나가 한 프레임이 됩니다.',
  'There and back': '왕복',
  'Whether it goes back to its start instead of starting again.':
    '처음부터 다시 시작하는 대신 왔던 길로 돌아갑니다.',
  'Images in a row': '한 줄의 이미지 수',
  'How many stand side by side before the next row.': '다음 줄로 넘어가기 전에 나란히 놓는 개수입니다.',
  'Latents at even distances along the walk.': '경로를 따라 고르게 놓인 잠재 벡터입니다.',
};
