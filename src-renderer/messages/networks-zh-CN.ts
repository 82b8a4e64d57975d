import type { Messages } from './types';

export const networkOptionsZhCN: Messages['train']['networkOptions'] = {
  form: { title: '形式', choices: { published: '论文原样', window: '适合小窗口' } },
};
