import type { Messages } from './types';

export const experimentZhCN: Messages['experiment'] = {
  title: '实验',
  usual: '常规',
  unusual: '已更改',
  groups: { validation: '验证', seeds: '随机种子' },
  fields: {
    validation: '验证比例',
    patience: '容忍轮数',
    keep: '保留的权重',
    splitSeed: '划分种子',
    weightSeed: '权重种子',
    orderSeed: '顺序种子',
    vary: '各次运行之间的变化',
  },
  validationUnit: '验证比例的单位',
  units: { percent: '%（训练像素）', pixels: '像素（每类）' },
  keep: { auto: '自动', best: '最佳一轮', last: '最后一轮' },
  vary: {
    all: '所有种子一起',
    split: '仅划分',
    weights: '仅初始权重',
    order: '仅顺序',
    each: '逐一变化',
  },
  hints: {
    validation:
      '留出的训练像素用于选择权重；测试像素保持不变，也从不参与选择。连续这么多轮没有改善时提前结束训练，0 表示不提前。',
    seeds: '留空则采用上面的随机种子。顺序种子也用于丢弃（dropout）和数据增强。',
  },
  problems: {
    percent: '验证比例必须不小于 0 且小于 100 %。',
    pixels: '每类验证像素数必须是不小于 0 的整数。',
    patience: (most) => `容忍轮数必须是 0 到 ${most} 之间的整数。`,
    patienceAlone: '提前结束训练需要验证比例：测试像素不得参与决定。',
    seed: (most) => `种子必须留空，或是 0 到 ${most} 之间的整数。`,
    vary: '单个种子的影响要多次运行才能看出：请将运行次数设为 2 或更多。',
  },
  endedEarly: (epochs, planned) => `验证不再改善，训练在 ${epochs} 轮后结束（原定 ${planned} 轮）。`,
  keptByValidation: (epoch) => `保留的是第 ${epoch} 轮的权重，其验证结果最好。`,
  validated: (accuracy, pixels) => `验证精度 ${accuracy}（${pixels} 个留出的像素）。`,
  sources: { split: '划分', weights: '初始权重', order: '顺序与丢弃' },
  source: (source, deviation) => `仅${source}变化时，OA 的标准差为 ${deviation}。`,
  training: '训练',
  validation: '验证',
};
