import { describe, expect, it } from 'vitest';
import { USUAL_EXPERIMENT, type Experiment } from '@shared/experiment';
import { differingSettings } from '@shared/comparison';
import { messagesIn } from '../../../src-renderer/messages/messages';
import { settingText } from '../../../src-renderer/messages/setting-text';
import { someResult } from '../../support/some-result';

const en = messagesIn('en');
const zh = messagesIn('zh-CN');

const SETTINGS: [key: string, value: string, english: string, chinese: string][] = [
  ['shuffle', 'false', 'Training pixels in another order in every epoch: no', '每一轮打乱训练像素的顺序：否'],
  [
    'pixelShuffle',
    'true',
    'Pixels of every window in one random order: yes',
    '所有窗口的像素按同一随机顺序排列：是',
  ],
  ['training', '0.155', 'Training share: 15.5\u00a0% of each class', '训练比例：15.5\u00a0%（每类）'],
  ['training', '12', 'Training share: 12 pixels a class', '训练比例：12 像素（每类）'],
  ['validation', '0.1', 'Validation share: 10\u00a0% of training pixels', '验证比例：10\u00a0%（训练像素）'],
  ['execution', 'patch', 'Execution: Patch by patch', '执行方式：逐窗口'],
  ['augmentation', 'symmetries', 'Augmentation: Flips, transposes', '数据增强：翻转与转置'],
  ['labelling', 'once', 'Labelling: One look', '分类方式：单次'],
  ['splitSeed', 'none', 'Split seed: that of the run', '划分种子：同运行的种子'],
  ['orderSeed', '7', 'Order seed: 7', '顺序种子：7'],
  ['dropout', 'none', 'Dropout rate: that of the network', '丢弃率：网络自身的值'],
  ['removedBands', '', 'Removed bands: none', '去除的波段：无'],
  ['scaling', 'none', 'Scaling of bands: None', '波段缩放：不缩放'],
  ['axes', 'columns,bands,rows', 'Axes in the file: columns × bands × rows', '文件中的轴：列 × 波段 × 行'],
  ['form', 'published', 'Form: As published', '形式：论文原样'],
  ['C', 'search', 'C: by cross-validation', 'C：由交叉验证选定'],
  ['C', '100', 'C: 100', 'C：100'],
];

describe('a setting of a run', () => {
  it.each(SETTINGS)('%s, %j, is told in words', (key, value, english, chinese) => {
    expect([settingText(en, key, value), settingText(zh, key, value)]).toEqual([english, chinese]);
  });

  it('is never told as a program writes it, whichever of them differ', () => {
    const other: Experiment = {
      validation: 0.1,
      patience: 5,
      keep: 'best',
      ...{ splitSeed: 1, weightSeed: 2, orderSeed: 3 },
      vary: 'each',
      removedBands: '3',
      scaling: 'minmax',
      reduction: 'pca',
      fit: 'training',
      augmentation: 'flips',
      ...{ spectralNoise: 0.1, dropout: 0.5 },
      ...{ shuffle: false, pixelShuffle: true },
      labelling: 'once',
    };
    const run = (experiment: Experiment, training: number) => ({
      name: 'run',
      report: someResult(3, { experiment, training, execution: training < 1 ? 'auto' : 'dense' }).report,
    });
    const settings = differingSettings([run(USUAL_EXPERIMENT, 0.25), run(other, 2)]);
    expect(Object.keys(settings[1]).sort()).toEqual(
      [...Object.keys(USUAL_EXPERIMENT), 'training', 'execution'].sort(),
    );
    for (const [key, value] of settings.flatMap((each) => Object.entries(each)))
      expect(settingText(zh, key, value)).toMatch(/^\p{Script=Han}[^a-zA-Z]*$/u);
  });
});
