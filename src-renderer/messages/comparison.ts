import type { ColumnId, ImpossiblePair } from '@shared/comparison';
import type { Text, With1, With2 } from './text';

/** What is said where finished runs stand side by side. */
export interface ComparisonMessages {
  open: Text;
  title: Text;
  empty: Text;
  add: Text;
  remove: With1;
  exportTable: Text;
  exportChart: Text;
  columns: Record<ColumnId, Text>;
  settings: Text;
  /** Its name and its value. */
  setting: With2;
  settingSeparator: Text;
  /** Settings that are in no form. */
  fields: { axes: Text; truthAxes: Text };
  yes: Text;
  no: Text;
  noBands: Text;
  seedOfRun: Text;
  rateOfNetwork: Text;
  chart: Text;
  /** Of runs in which each seed was varied in turn. */
  spreadInTurn: With1;
  /** McNemar's test of every two runs. */
  tests: {
    title: Text;
    hint: Text;
    /** Of runs that were repeated. */
    firstRuns: With1;
    first: Text;
    second: Text;
    pixels: Text;
    onlyFirst: Text;
    onlySecond: Text;
    verdict: Text;
    firstBetter: Text;
    secondBetter: Text;
    notSignificant: Text;
    otherPixels: Text;
    reasons: Record<ImpossiblePair['reason'], Text>;
  };
}

export const comparisonEn: ComparisonMessages = {
  open: 'Compare runs…',
  title: 'Compare runs',
  empty: 'No run is finished yet. Train a network, or add folders of finished runs.',
  add: 'Add folders…',
  remove: (name) => `Remove ${name}`,
  exportTable: 'Export CSV…',
  exportChart: 'Export chart…',
  columns: {
    run: 'Run',
    network: 'Network',
    oa: 'OA',
    oa_std: '±',
    aa: 'AA',
    aa_std: '±',
    kappa: 'Kappa',
    kappa_std: '±',
    runs: 'Runs',
    split: 'Split',
    train: 'Train',
    validation: 'Validation',
    test: 'Test',
    overlap: 'Overlap',
    patch: 'Window',
    components: 'Channels',
    epochs: 'Epochs',
    seed: 'Seed',
    parameters: 'Parameters',
    macs: 'MACs',
    train_s: 'Training, s',
    predict_s: 'Mapping, s',
  },
  settings: 'Settings that differ',
  setting: (name, value) => `${name}: ${value}`,
  settingSeparator: '; ',
  fields: { axes: 'Axes in the file', truthAxes: 'Axes of the ground truth' },
  yes: 'yes',
  no: 'no',
  noBands: 'none',
  seedOfRun: 'that of the run',
  rateOfNetwork: 'that of the network',
  chart: 'OA, AA and kappa of every run',
  spreadInTurn: (names) =>
    `± and whiskers of ${names}: the root of the sum of the squares of what each seed brings by itself.`,
  tests: {
    title: 'McNemar’s test of every two runs',
    hint: 'Only test pixels that just one of two maps has right tell them apart; p is the chance that equally good maps differ so much.',
    firstRuns: (names) => `Of ${names}, which was repeated, the map of the first run is tested.`,
    first: 'First',
    second: 'Second',
    pixels: 'Test pixels',
    onlyFirst: 'Only first right',
    onlySecond: 'Only second right',
    verdict: 'Difference',
    firstBetter: 'The first is better.',
    secondBetter: 'The second is better.',
    notSignificant: 'Chance alone could make it.',
    otherPixels: 'The two tested different pixels; those in common are counted.',
    reasons: {
      'other-scene': 'The maps are of different scenes.',
      'no-common-pixels': 'No pixel tests in both runs.',
      'truth-missing': 'The ground truth of the run cannot be read any more.',
    },
  },
};

export const comparisonZhCN: ComparisonMessages = {
  open: '比较运行…',
  title: '比较运行',
  empty: '还没有完成的运行。请训练一个网络，或添加已完成运行的文件夹。',
  add: '添加文件夹…',
  remove: (name) => `移除 ${name}`,
  exportTable: '导出 CSV…',
  exportChart: '导出图表…',
  columns: {
    run: '运行',
    network: '网络',
    oa: 'OA',
    oa_std: '±',
    aa: 'AA',
    aa_std: '±',
    kappa: 'Kappa',
    kappa_std: '±',
    runs: '次数',
    split: '划分',
    train: '训练',
    validation: '验证',
    test: '测试',
    overlap: '重叠',
    patch: '窗口',
    components: '通道',
    epochs: '轮数',
    seed: '种子',
    parameters: '参数',
    macs: '乘加',
    train_s: '训练（秒）',
    predict_s: '分类（秒）',
  },
  settings: '不同的设置',
  setting: (name, value) => `${name}：${value}`,
  settingSeparator: '；',
  fields: { axes: '文件中的轴', truthAxes: '真值的轴' },
  yes: '是',
  no: '否',
  noBands: '无',
  seedOfRun: '同运行的种子',
  rateOfNetwork: '网络自身的值',
  chart: '各次运行的 OA、AA 与 Kappa',
  spreadInTurn: (names) => `${names} 的 ± 与误差线：各种子单独带来的标准差的平方和的平方根。`,
  tests: {
    title: '每两次运行之间的 McNemar 检验',
    hint: '只有恰好一幅分类图正确的测试像素才能区分二者；p 是同样好的两幅图出现如此大差异的概率。',
    firstRuns: (names) => `${names} 重复了多次，检验的是其第一次运行的分类图。`,
    first: '第一个',
    second: '第二个',
    pixels: '测试像素',
    onlyFirst: '仅第一个正确',
    onlySecond: '仅第二个正确',
    verdict: '差异',
    firstBetter: '第一个更好。',
    secondBetter: '第二个更好。',
    notSignificant: '差异可能只是偶然。',
    otherPixels: '两者的测试像素不同，只统计共同的部分。',
    reasons: {
      'other-scene': '两幅分类图不属于同一影像。',
      'no-common-pixels': '没有像素在两次运行中都用于测试。',
      'truth-missing': '该运行的真值标签已无法读取。',
    },
  },
};
