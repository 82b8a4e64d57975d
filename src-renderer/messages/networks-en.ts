import type { Messages } from './types';

export const networkOptionsEn: Messages['train']['networkOptions'] = {
  form: { title: 'Form', choices: { window: 'For small windows', published: 'As published' } },
  activation: { title: 'Activation' },
  filters: { title: 'Filters of conv3 to conv5' },
  inception: { title: 'Inception', choices: { naive: 'Naive' } },
  auxiliary: { title: 'Auxiliary classifiers', choices: { off: 'Off', on: 'On' } },
};
