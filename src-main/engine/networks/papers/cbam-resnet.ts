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
 * paper does not say how weights begin, so they begin as in the authors' program (MODELS/model_resnet.py of
 * Jongchan/attention-module): kernels as He et al. (2015) have it, by fan-out; what projects a shortcut and the perceptron
 * as PyTorch does by itself; the scale behind the spatial kernel at 0, so that all gates of pixels begin at a half.
 */
const cbamResnet = (depth: AttentiveDepth): NetworkSpec =>
  attentiveResnet(
    depth,
    { id: `cbam-resnet${depth}`, title: `CBAM-ResNet-${depth}`, paper: PAPER },
    (name, channels) => cbam(name, channels),
    { kernels: 'he-normal-fan-out', projections: 'torch-uniform' },
  );

export const cbamResnets: NetworkSpec[] = [cbamResnet(18), cbamResnet(50)];
