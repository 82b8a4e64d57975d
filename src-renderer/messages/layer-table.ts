/** What layers are counted for: the window and the classes of the settings, or each paper's own input. */
export type CountBasis = 'window' | 'published';
/** Of two networks beside each other. */
export type TableSide = 'left' | 'right';

/** Texts of the pane with the layers of one network or of two. */
export interface LayerTableMessages {
  open: string;
  title: string;
  network: string;
  compare: string;
  nothing: string;
  basis: string;
  bases: Record<CountBasis, string>;
  side: Record<TableSide, string>;
  builtFor: (input: string, classes: string) => string;
  counting: string;
  view: string;
  views: { layers: string; separable: string };
  parts: string;
  columns: {
    name: string;
    kind: string;
    output: string;
    trainable: string;
    trainableTitle: string;
    macs: string;
    activations: string;
    ratio: string;
  };
  total: string;
  trainable: (trainable: string, all: string) => string;
  sharing: {
    /** Of a single layer. */
    layer: string;
    hint: string;
    total: string;
    layers: (count: string) => string;
    saved: (factor: string) => string;
  };
  separable: {
    hint: string;
    hintGroups: string;
    block: string;
    kernel: string;
    filters: string;
    groups: string;
    standard: string;
    /** The share as counted, and as the formula has it. */
    counted: string;
    share: string;
    total: string;
  };
}

export const layerTableEn: LayerTableMessages = {
  open: 'Layers…',
  title: 'Layers',
  network: 'Network',
  compare: 'Compare with',
  nothing: 'Nothing',
  basis: 'Counted for',
  bases: { window: 'The window of the settings', published: 'The published input' },
  side: { left: 'A', right: 'B' },
  builtFor: (input, classes) => `${input}, ${classes} classes`,
  counting: 'Counting…',
  view: 'Table',
  views: { layers: 'Layers', separable: 'Depthwise separable' },
  parts: 'Layers within blocks',
  columns: {
    name: 'Layer',
    kind: 'Kind',
    output: 'Output',
    trainable: 'Trainable',
    trainableTitle:
      'Parameters that training changes, as papers count them: without the running statistics of BatchNorm',
    macs: 'MACs',
    activations: 'Activations',
    ratio: 'MACs B ÷ A',
  },
  total: 'All layers',
  trainable: (trainable, all) => `${trainable} trainable of ${all} parameters`,
  sharing: {
    layer: 'Shared: computed once for the whole scene',
    hint:
      'Overlapping windows see the same features in the shared layers (marked at their output). Dense execution computes ' +
      'these once for the whole scene, and only the other layers for each window: so many multiply-accumulates a pixel.',
    total: 'With shared layers, a pixel',
    layers: (count) => `the first ${count} shared`,
    saved: (factor) => `${factor} × less`,
  },
  separable: {
    hint:
      'A kernel of K × K for each channel and 1 × 1 kernels for N outputs need 1/N + 1/K² of the multiply-accumulates of ' +
      'a standard convolution of the same size.',
    hintGroups:
      'A kernel of K × K for each channel and 1 × 1 kernels in g groups for N outputs need 1/N + 1/(g K²) of the ' +
      'multiply-accumulates of a standard convolution of the same size.',
    block: 'Block',
    kernel: 'K',
    filters: 'N',
    groups: 'g',
    standard: 'Standard',
    counted: 'Counted',
    share: 'By formula',
    total: 'All of them',
  },
};

export const layerTableZhCN: LayerTableMessages = {
  open: '网络层…',
  title: '网络层',
  network: '网络',
  compare: '对比',
  nothing: '无',
  basis: '计数依据',
  bases: { window: '当前设置的窗口', published: '论文的输入' },
  side: { left: 'A', right: 'B' },
  builtFor: (input, classes) => `${input}，${classes} 类`,
  counting: '正在计数…',
  view: '表格',
  views: { layers: '各层', separable: '深度可分离' },
  parts: '显示模块内部的层',
  columns: {
    name: '层',
    kind: '类型',
    output: '输出',
    trainable: '可训练参数',
    trainableTitle: '训练会改变的参数，与论文的计数一致：不含 BatchNorm 的滑动统计量',
    macs: '乘加数',
    activations: '激活值',
    ratio: '乘加数 B ÷ A',
  },
  total: '全部层',
  trainable: (trainable, all) => `${all} 个参数，其中 ${trainable} 个可训练`,
  sharing: {
    layer: '共享：整个场景只计算一次',
    hint: '重叠的窗口在共享层（输出处有标记）中得到相同的特征。密集执行对整个场景只计算一次这些层，其余各层才按窗口计算：每个像素需要这么多乘加。',
    total: '共享后，每个像素',
    layers: (count) => `前 ${count} 层共享`,
    saved: (factor) => `减少为 1/${factor}`,
  },
  separable: {
    hint: '每个通道一个 K × K 卷积核，再用 1 × 1 卷积得到 N 个输出，乘加数是同样大小标准卷积的 1/N + 1/K²。',
    hintGroups:
      '每个通道一个 K × K 卷积核，再用分为 g 组的 1 × 1 卷积得到 N 个输出，乘加数是同样大小标准卷积的 1/N + 1/(g K²)。',
    block: '模块',
    kernel: 'K',
    filters: 'N',
    groups: 'g',
    standard: '标准卷积',
    counted: '计数比例',
    share: '公式比例',
    total: '合计',
  },
};
