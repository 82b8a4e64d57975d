import { choice } from '../options';
import { COMPONENTS_FOR_COLOURS, form, WINDOW_METHOD, windowMethod } from '../recipes';
import { defineNetwork } from '../spec';
import { googlenetLayers, naiveLayers } from './inception-v1';
import { inceptionV2 } from './inception-v2';
import { inceptionV3 } from './inception-v3';

const MODULES = { naive: naiveLayers, v1: googlenetLayers, v2: inceptionV2, v3: inceptionV3 };

/**
 * Going Deeper with Convolutions. Szegedy et al., CVPR 2015. DOI 10.1109/CVPR.2015.7298594, arXiv:1409.4842.
 * Its table and module are in inception-v1.ts; those of the two papers that follow in inception-v2.ts and
 * inception-v3.ts.
 */
export const googlenet = defineNetwork({
  id: 'googlenet',
  title: 'GoogLeNet',
  paper: {
    authors: 'Szegedy, Liu, Jia, Sermanet, Reed, Anguelov, Erhan, Vanhoucke, Rabinovich',
    title: 'Going Deeper with Convolutions',
    venue: 'CVPR',
    year: 2015,
    link: 'https://doi.org/10.1109/CVPR.2015.7298594',
  },
  deviations: [
    'Inception naive is the module of figure 2(a), which the paper draws and does not train.',
    'Inception v2 is the network of Ioffe and Szegedy (2015, arXiv:1502.03167), its auxiliary classifiers where v1 has ' +
      'them.',
    'Inception v3 is the network of Szegedy et al. (2016, arXiv:1512.00567), published for 299x299 pixels.',
    'Weights drawn as He et al. (2015); the papers do not say how.',
  ],
  published: {
    // Of v3: Szegedy et al. (2016), table 1.
    input: ({ inception }) => (inception === 'v3' ? [299, 299, 3] : [224, 224, 3]),
    classes: 1000,
    options: { form: 'published' },
  },
  options: {
    form,
    inception: choice('Inception', ['naive', 'v1', 'v2', 'v3'], 'v1'),
    auxiliary: choice('Auxiliary classifiers', ['off', 'on'], 'off'),
  },
  recipe: {
    patch: 17,
    components: 30,
    epochs: 60,
    learningRate: 5e-4,
    batch: 256,
    optimizer: 'Adam',
    source:
      `${WINDOW_METHOD} Auxiliary classifiers add 0.3 times their losses while training, as the paper's do, and are ` +
      'left out of prediction.',
    changes: [
      COMPONENTS_FOR_COLOURS,
      'A window of 17, of which the stem and two modules leave 5x5 pixels in front of the first pool.',
      'The stem is 3x3, 1x1, 3x3 with stride 1 and without pools: the published one would leave a pixel of 17.',
      'No padding in the stem and the first two modules, whose narrower ways are cropped: a scene’s windows share them.',
      'Inception v3 has 1x3 and 3x1 kernels in place of 1x7 and 7x1, and pads its last reduction: 2x2 pixels are left.',
      'The auxiliary classifiers have no pool of 5x5 in front, and that of v3 a 1x1 kernel in place of 5x5.',
    ],
  },
  method: windowMethod,
  layers: (classes, options) =>
    MODULES[options.inception]({
      classes,
      asPublished: options.form === 'published',
      withAuxiliary: options.auxiliary === 'on',
    }),
});
