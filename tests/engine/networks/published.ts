const HYBRIDSN_MACS =
  23 * 23 * 24 * 8 * (3 * 3 * 7) +
  21 * 21 * 20 * 16 * (3 * 3 * 5) * 8 +
  19 * 19 * 18 * 32 * (3 * 3 * 3) * 16 +
  17 * 17 * 64 * 9 * 576 +
  17 * 17 * 64 * 256 +
  256 * 128 +
  128 * 16;

/**
 * Trainable parameters and multiply-accumulates of every network at its published input. Where the figures come from:
 * the paper, a sum by hand over the paper's table, or torchvision counted by PyTorch's hooks.
 */
export const PUBLISHED: Record<string, { parameters: number; macs: number }> = {
  // Roy et al., table II; MACs by hand, layer by layer.
  hybridsn: {
    parameters: 5_122_176,
    macs: HYBRIDSN_MACS,
  },
  // 120 convolution biases fewer, 120 scales and 120 offsets more.
  'hybridsn-bn': { parameters: 5_122_176 - 120 + 240, macs: HYBRIDSN_MACS },
  // By hand: stem, two blocks (three kernels, their norms, the gates), a 1x1 convolution, three dense layers.
  'hybridsn-attention': {
    parameters:
      (9 * 30 + 2) * 128 +
      2 * (128 * (128 + 9 * 32 + 128 + 3 * 2) + 128 * 16 + 16 + 16 * 128 + 128) +
      (128 + 2) * 64 +
      (11 * 11 * 64 + 1) * 256 +
      257 * 128 +
      129 * 16,
    macs:
      23 ** 2 * 9 * 30 * 128 +
      128 * (23 ** 2 * 128 + 21 ** 2 * 9 * 32 + 21 ** 2 * 128 + 17 ** 2 * 2 * 16) +
      128 * (17 ** 2 * 128 + 15 ** 2 * 9 * 32 + 15 ** 2 * 128 + 11 ** 2 * 2 * 16) +
      11 ** 2 * 128 * 64 +
      11 ** 2 * 64 * 256 +
      256 * 128 +
      128 * 16,
  },
  // By hand: 750 inputs.
  fc: { parameters: 751 * 256 + 257 * 128 + 129 * 16, macs: 750 * 256 + 256 * 128 + 128 * 16 },
  cnn: {
    parameters: (9 * 30 + 1) * 32 + (9 * 32 + 1) * 64 + (9 * 64 + 1) * 64 + 257 * 128 + 129 * 16,
    macs: 81 * 9 * 30 * 32 + 49 * 9 * 32 * 64 + 25 * 9 * 64 * 64 + 256 * 128 + 128 * 16,
  },
  // LeCun et al., section II.B: 156 + 12 + 1,516 + 32 + 48,120 + 10,164; "60,000 trainable free parameters".
  lenet5: {
    parameters: 60_000,
    macs: 784 * 25 * 6 + 100 * 25 * 60 + 400 * 120 + 120 * 84 + 84 * 10,
  },
  'lenet5-relu': {
    parameters: 76 * 6 + 151 * 16 + 401 * 120 + 121 * 84 + 85 * 10,
    macs: 784 * 75 * 6 + 100 * 150 * 16 + 400 * 120 + 120 * 84 + 84 * 10,
  },
  // Sum over figure 2, as Caffe's model of it; the paper rounds to 60 million.
  alexnet: {
    parameters: 34_944 + 307_456 + 885_120 + 663_936 + 442_624 + 37_752_832 + 16_781_312 + 4_097_000,
    macs:
      55 * 55 * 363 * 96 +
      27 * 27 * 1200 * 256 +
      13 * 13 * (2304 * 384 + 1728 * 384 + 1728 * 256) +
      9216 * 4096 +
      4096 * 4096 +
      4096 * 1000,
  },
  // Sum over figure 3.
  zfnet: {
    parameters: 14_208 + 614_656 + 885_120 + 1_327_488 + 884_992 + 37_752_832 + 16_781_312 + 4_097_000,
    macs:
      110 * 110 * 147 * 96 +
      26 * 26 * 2400 * 256 +
      13 * 13 * (2304 * 384 + 3456 * 384 + 3456 * 256) +
      9216 * 4096 +
      4096 * 4096 +
      4096 * 1000,
  },
  // torchvision; the paper's table 2 rounds to 133, 133, 138 and 144 million.
  vgg11: { parameters: 132_863_336, macs: 7_609_090_048 },
  vgg13: { parameters: 133_047_848, macs: 11_308_466_176 },
  vgg16: { parameters: 138_357_544, macs: 15_470_264_320 },
  vgg19: { parameters: 143_667_240, macs: 19_632_062_464 },
  // By hand.
  'vgg-simplified': {
    parameters:
      9 * (30 * 64 + 64 * 64 + 64 * 128 + 128 * 128 + 128 * 256 + 256 * 256) +
      2 * 2 * (64 + 128 + 256) +
      257 * 16,
    macs: 9 * (121 * 30 * 64 + 81 * 64 * 64 + 16 * (64 + 128) * 128 + 4 * (128 + 256) * 256) + 256 * 16,
  },
  // Caffe's model of the paper's table 1; the table rounds the multiplications to 1.5 thousand million.
  googlenet: { parameters: 6_998_552, macs: 1_582_671_872 },
  // torchvision; stride in the first 1x1 kernels of a block, as the paper has it: 1.8, 3.6, 3.8, 7.6, 11.3 (table 1).
  resnet18: { parameters: 11_689_512, macs: 1_814_073_344 },
  resnet34: { parameters: 21_797_672, macs: 3_663_761_408 },
  resnet50: { parameters: 25_557_032, macs: 3_857_973_248 },
  resnet101: { parameters: 44_549_160, macs: 7_570_194_432 },
  resnet152: { parameters: 60_192_808, macs: 11_282_415_616 },
  // Table 8 of the paper: 4.2 and 569 million.
  'mobilenet-v1': { parameters: 4_231_976, macs: 568_740_352 },
  // torchvision; the paper's table 4: 3.4 and 300 million.
  'mobilenet-v2': { parameters: 3_504_872, macs: 300_774_272 },
  // torchvision; the paper's tables 3 and 4: 2.5 and 56, 5.4 and 219 million.
  'mobilenet-v3-small': { parameters: 2_542_856, macs: 56_510_400 },
  'mobilenet-v3-large': { parameters: 5_483_032, macs: 216_589_760 },
  // The paper's table 1 for three groups: 137 million without the classifier, see below.
  'shufflenet-v1': { parameters: 1_865_728, macs: 137_460_672 },
  // torchvision; the paper's table 5: 146 and 2.3 million.
  'shufflenet-v2': { parameters: 2_278_604, macs: 144_907_992 },
  // ResNet and, by hand, what every block adds; the authors' models; 28.1 and 3,870 million in the paper (section 4).
  'se-resnet18': { parameters: 11_689_512 + 89_080, macs: 1_814_073_344 + 87_040 },
  'se-resnet50': { parameters: 28_088_024, macs: 3_857_973_248 + 2_514_944 },
  // Table 4 of the paper: 11.78 and 28.09 million, 1,815 and 3,864 million; a kernel of 98 weights and its norm a block.
  'cbam-resnet18': {
    parameters: 11_689_512 + 89_080 + 8 * 100,
    macs: 1_814_073_344 + 2 * 87_040 + 98 * 2 * (56 ** 2 + 28 ** 2 + 14 ** 2 + 7 ** 2),
  },
  'cbam-resnet50': {
    parameters: 28_088_024 + 16 * 100,
    macs: 3_857_973_248 + 2 * 2_514_944 + 98 * (3 * 56 ** 2 + 4 * 28 ** 2 + 6 * 14 ** 2 + 3 * 7 ** 2),
  },
};
