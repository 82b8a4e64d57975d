import { relu } from '../layers/activations';
import { conv2d, conv3d } from '../layers/convolution';
import { dense, flatten } from '../layers/dense';
import { bandsToChannels, dropout, volume } from '../layers/pointwise';
import type { NetworkSpec } from '../spec';

/**
 * HybridSN: Exploring 3-D-2-D CNN Feature Hierarchy for Hyperspectral Image Classification.
 * Roy, Krishna, Dubey, Chaudhuri, IEEE GRSL 17(2), 2020. DOI 10.1109/LGRS.2019.2918719, arXiv:1902.06701.
 * Three 3-D convolutions, one 2-D convolution, two dense layers with dropout; valid padding throughout.
 */
export const hybridsn: NetworkSpec = {
  id: 'hybridsn',
  title: 'HybridSN',
  paper: {
    authors: 'Roy, Krishna, Dubey, Chaudhuri',
    title: 'HybridSN: Exploring 3-D–2-D CNN Feature Hierarchy for Hyperspectral Image Classification',
    venue: 'IEEE Geoscience and Remote Sensing Letters 17(2)',
    year: 2020,
    link: 'https://doi.org/10.1109/LGRS.2019.2918719',
  },
  deviations: [],
  published: { input: [25, 25, 30], classes: 16 },
  options: {},
  recipe: {
    patch: 25,
    components: 30,
    epochs: 100,
    learningRate: 1e-3,
    batch: 256,
    optimizer: 'Adam',
    source:
      'The paper: mini-batches of 256, 100 epochs, Adam at a rate of 0.001, window 25 and 30 components for Indian ' +
      'Pines, neither batch normalisation nor augmentation. The authors’ program adds a decay of 1e-6 and keeps the ' +
      'epoch that fits the training pixels best.',
  },
  method: {
    schedule: 'inverse-time',
    augmentation: 'none',
    labelSmoothing: 0,
    weightDecay: 0,
    keep: 'lowest-training-loss',
    labelling: 'once',
  },
  layers: (classes) => [
    volume(),
    conv3d('conv3d-1', 8, [3, 3, 7]),
    relu(),
    conv3d('conv3d-2', 16, [3, 3, 5]),
    relu(),
    conv3d('conv3d-3', 32, [3, 3, 3]),
    relu(),
    bandsToChannels(),
    conv2d('conv2d', 64, 3),
    relu(),
    flatten(),
    dense('dense-1', 256),
    relu(),
    dropout('dropout-1', 0.4),
    dense('dense-2', 128),
    relu(),
    dropout('dropout-2', 0.4),
    dense('classes', classes),
  ],
};
