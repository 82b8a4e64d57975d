import { cbam } from '../layers/attention';
import type { NetworkSpec } from '../spec';
import { attentiveResnet, type AttentiveDepth } from './resnet-attention';

const PAPER = {
  authors: 'Woo, Park, Lee, Kweon',
  title: 'CBAM: Convolutional Block Attention Module',
  venue: 'European Conference on Computer Vision',
  year: 2018,
  link: 'https://doi.org/10.1007/978-3-030-01234-2_1',
};

/**
 * CBAM: Convolutional Block Attention Module. Woo, Park, Lee, Kweon, ECCV 2018.
 * DOI 10.1007/978-3-030-01234-2_1, arXiv:1807.06521. ResNet (resnet-layers.ts) with a gate a channel, from mean and
 * maximum through one perceptron reduced to a sixteenth, then a gate a pixel from a 7x7 kernel (figures 2 and 3). The
 * paper does not say how weights begin; the authors' program draws those of ResNet as He et al. (2015) have it.
 */
const cbamResnet = (depth: AttentiveDepth): NetworkSpec =>
  attentiveResnet(
    depth,
    { id: `cbam-resnet${depth}`, title: `CBAM-ResNet-${depth}`, paper: PAPER },
    (name, channels) => cbam(name, channels),
  );

export const cbamResnets: NetworkSpec[] = [cbamResnet(18), cbamResnet(50)];
