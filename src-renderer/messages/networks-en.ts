import type { Messages } from './types';

export const networkOptionsEn: Messages['train']['networkOptions'] = {
  form: { title: 'Form', choices: { published: 'As published', window: 'For small windows' } },
};
