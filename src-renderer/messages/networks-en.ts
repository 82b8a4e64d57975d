import type { Messages } from './types';

export const networkOptionsEn: Messages['train']['networkOptions'] = {
  form: { title: 'Form', choices: { window: 'For small windows', published: 'As published' } },
  activation: { title: 'Activation' },
  filters: { title: 'Filters of conv3 to conv5' },
  inception: { title: 'Inception', choices: { naive: 'Naive' } },
  width: { title: 'Width' },
  resolution: { title: 'Resolution', choices: { '6/7': '6/7', '5/7': '5/7', '4/7': '4/7' } },
  convolution: {
    title: 'Convolution',
    choices: { separable: 'Depthwise separable', standard: 'Standard' },
  },
  groups: { title: 'Groups' },
  attention: { title: 'Attention', choices: { se: 'Squeeze and excitation', none: 'None' } },
  C: { title: 'C', choices: { search: 'by cross-validation' } },
  gamma: { title: 'Gamma', choices: { search: 'by cross-validation' } },
  folds: { title: 'Folds of cross-validation' },
  trees: { title: 'Trees' },
  features: { title: 'Features tried', choices: { sqrt: 'square root' } },
  k: { title: 'Neighbours' },
  distance: { title: 'Distance', choices: { euclidean: 'Euclidean', 'spectral-angle': 'Spectral angle' } },
  auxiliary: { title: 'Auxiliary classifiers', choices: { off: 'Off', on: 'On' } },
};
