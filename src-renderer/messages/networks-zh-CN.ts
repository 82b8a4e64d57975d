import type { Messages } from './types';

export const networkOptionsZhCN: Messages['train']['networkOptions'] = {
  form: { title: '形式', choices: { window: '适合小窗口', published: '论文原样' } },
  activation: { title: '激活函数' },
  filters: { title: 'conv3 至 conv5 的滤波器数' },
  inception: { title: 'Inception 模块', choices: { naive: '朴素' } },
  auxiliary: { title: '辅助分类器', choices: { off: '关', on: '开' } },
};
