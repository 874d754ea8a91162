import type { Source } from '../contract/model';

/**
 * Sources of presets that do not come from a paper: five study documents in Korean about generative models, whose
 * systems the workbench offers in their original form, and examples that publish their results.
 */
export const SOURCES = {
  ganVsVae: {
    title: '[Study] GAN vs VAE',
    author: 'Na young',
    year: 2024,
    note: 'blog post, in Korean; Keras',
  },
  ganBasics: {
    title: 'GAN 기초 (GAN basics)',
    author: 'Shin Minjeong (신민정), Kwangwoon University',
    year: null,
    note: 'seminar notes, in Korean',
  },
  vaeInCode: {
    title: 'VAE (Auto-Encoding Variational Bayes) 코드 구현 (VAE in code)',
    author: 'Dohwan (도환)',
    year: 2023,
    note: 'blog post, in Korean; PyTorch',
  },
  tensorflowGan: {
    title: 'Tensorflow-GAN',
    author: 'wjddyd66',
    year: null,
    note: 'blog post, in Korean; TensorFlow 1',
  },
  generativeModels: {
    title: '14장 생성 모델 (Chapter 14, Generative models)',
    author: null,
    year: null,
    note: 'lecture notes, in Korean; Keras',
  },
  pytorchVae: {
    title: 'Basic VAE Example',
    author: 'PyTorch contributors',
    year: null,
    note: 'PyTorch example, pytorch/examples/vae',
  },
  kerasAutoencoder: {
    title: 'Building Autoencoders in Keras',
    author: 'François Chollet',
    year: 2016,
    note: 'Keras blog post',
  },
  kerasVae: {
    title: 'Variational AutoEncoder',
    author: 'François Chollet',
    year: 2020,
    note: 'Keras code example, generative/vae',
  },
} as const satisfies Record<string, Source>;
