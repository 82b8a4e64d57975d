import type { Messages } from './types';

export const networkOptionsZhCN: Messages['train']['networkOptions'] = {
  form: { title: '形式', choices: { window: '适合小窗口', published: '论文原样' } },
  activation: { title: '激活函数' },
  filters: { title: 'conv3 至 conv5 的滤波器数' },
  inception: { title: 'Inception 模块', choices: { naive: '朴素' } },
  width: { title: '宽度' },
  resolution: { title: '分辨率', choices: { '6/7': '6/7', '5/7': '5/7', '4/7': '4/7' } },
  convolution: { title: '卷积', choices: { separable: '深度可分离', standard: '标准' } },
  groups: { title: '分组数' },
  attention: { title: '注意力', choices: { se: '压缩与激励', none: '无' } },
  C: { title: 'C', choices: { search: '由交叉验证选定' } },
  gamma: { title: 'Gamma', choices: { search: '由交叉验证选定' } },
  folds: { title: '交叉验证折数' },
  trees: { title: '树的数目' },
  features: { title: '尝试的特征数', choices: { sqrt: '平方根' } },
  k: { title: '近邻数' },
  distance: { title: '距离', choices: { euclidean: '欧氏距离', 'spectral-angle': '光谱角' } },
  auxiliary: { title: '辅助分类器', choices: { off: '关', on: '开' } },
};
