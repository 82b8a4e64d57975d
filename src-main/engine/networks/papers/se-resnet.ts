import { squeezeExcitation } from '../layers/attention';
import type { NetworkSpec } from '../spec';
import { attentiveResnet, type AttentiveDepth } from './resnet-attention';

const PAPER = {
  authors: 'Hu, Shen, Albanie, Sun, Wu',
  title: 'Squeeze-and-Excitation Networks',
  venue: 'IEEE Transactions on Pattern Analysis and Machine Intelligence 42(8)',
  year: 2020,
  link: 'https://doi.org/10.1109/TPAMI.2019.2913372',
};

/**
 * Squeeze-and-Excitation Networks. Hu, Shen, Albanie, Sun, Wu, IEEE TPAMI 42(8), 2020 (CVPR 2018).
 * DOI 10.1109/TPAMI.2019.2913372, arXiv:1709.01507. ResNet (resnet-layers.ts) with squeeze and excitation of every
 * block's residual before the shortcut is added (figure 3), reduced to a sixteenth of the channels (table 10). Weights
 * begin as He et al. (2015) have it (section 5.1); the two small layers have biases, as in the authors' Caffe models.
 */
const seResnet = (depth: AttentiveDepth): NetworkSpec =>
  attentiveResnet(
    depth,
    { id: `se-resnet${depth}`, title: `SE-ResNet-${depth}`, paper: PAPER },
    (name, channels) => squeezeExcitation(name, channels, { initializer: 'he-normal' }),
  );

export const seResnets: NetworkSpec[] = [seResnet(18), seResnet(50)];
