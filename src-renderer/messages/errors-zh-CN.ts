import { fileErrorsZhCN, name, type Translation } from './errors-zh-CN-files';

const refused: Translation = () => '窗口与主进程之间的请求被拒绝：这是 Bandscape 的错误，请重新启动。';

/** Of a list of wavelengths, which may have been pasted. */
const listName = (file: Parameters<typeof name>[0] | undefined): string =>
  file === undefined ? '列表' : name(file);

/** What files hold, and whether it fits together. */
const SCENES = {
  'not-a-cube': ({ file, variable, shape }) =>
    `${name(file)} 的变量“${variable}”为 ${shape}，而高光谱影像应有三个长度大于 1 的维（行、列、波段），请选择其他变量。`,
  'not-labels': ({ file, variable, shape }) =>
    `${name(file)} 的变量“${variable}”为 ${shape}，而标签应有两个维（行、列），请选择其他变量。`,
  'not-a-label': ({ file, variable, value, row, column }) =>
    `${name(file)} 的变量“${variable}”在第 ${row} 行第 ${column} 列的值为 ${value}，而标签应为非负整数（0 表示未标注）。`,
  'truth-size-differs': ({ file, truthRows, truthColumns, rows, columns }) =>
    `真值标签 ${name(file)} 为 ${truthRows} × ${truthColumns} 像素，而影像为 ${rows} × ${columns}，请选择属于此影像的标签。`,
  'not-wavelengths': ({ file }) =>
    `${listName(file)} 中的数值不可能是波长：应逐波段递增，且在 300–20000 nm 或 0.3–20 µm 之间。`,
  'wavelength-count-differs': ({ file, wavelengths, bands }) =>
    `${listName(file)} 有 ${wavelengths} 个波长，而影像有 ${bands} 个波段，请选择属于此影像的列表。`,
  'wavelength-file-too-long': ({ file }) =>
    `${listName(file)} 作为波长列表过长，请选择每个波段一行的文本文件。`,
  'wavelength-line-without-number': ({ file, line }) =>
    `${listName(file)} 的第 ${line} 行没有数值，波长列表应每行一个数。`,
  'nan-values': ({ count }) =>
    `影像含有 ${count} 个非数值（NaN）：含有它们的像素不参与统计和训练，在分类图中保持未分类。`,
  'infinite-values': ({ count }) =>
    `影像含有 ${count} 个无穷大的值：含有它们的像素不参与统计和训练，在分类图中保持未分类。`,
  'scene-not-checked': () => '数据过大，打开时未逐一检查：常数波段和非数值要到训练网络时才会发现。',
  'constant-bands': ({ count, bands }) => `${count} 个波段（${bands}）在所有像素上取值相同，不含类别信息。`,
  'scene-not-open': () => '此影像已关闭，请重新打开其文件。',
  'source-closed': () => '此影像已关闭，请重新打开。',
  'index-outside-scene': refused,
  'window-outside-array': refused,
} as const satisfies Record<string, Translation>;

/** Training and what it is asked for. */
const TRAINING = {
  'no-complete-pixel': ({ band, pixels }) =>
    `没有一个像素在所有波段都有值：第 ${band} 波段有 ${pixels} 个像素无值，为各波段之最。请去除无值的波段。`,
  'pixels-without-values': ({ pixels, labelled }) =>
    `${pixels} 个像素在某些波段没有值：不参与预处理、训练和精度统计，在分类图中保持未分类（其中 ${labelled} 个有标注）。`,
  'values-too-large': () => '影像的数值过大，无法计算其平方：请缩小数值，或替换表示缺失像素的值。',
  'components-exceed-bands': ({ components, bands }) =>
    `要求 ${components} 个主成分，但影像只有 ${bands} 个波段，请不超过 ${bands}。`,
  'too-few-independent-bands': ({ components, usable }) =>
    `要求 ${components} 个主成分，但此影像只有 ${usable} 个独立变化的成分，请减少主成分数。`,
  'too-few-classes': () => '训练至少需要两个类别，而真值标签没有那么多，请选择其他真值标签。',
  'window-larger-than-scene': ({ patch, rows, columns }) =>
    `${patch} × ${patch} 像素的窗口大于 ${rows} × ${columns} 的影像，请选择较小的奇数窗口。`,
  'no-training-pixels': () => '没有可用于训练的带标签像素，请选择其他训练掩膜或划分方式。',
  'no-test-pixels': () => '没有剩余的带标签像素可供测试，请减小训练比例、窗口大小，或选择其他划分方式。',
  'mask-missing': ({ missing }) =>
    `按掩膜划分需要训练掩膜和测试掩膜，缺少${missing === 'test' ? '测试' : '训练'}掩膜。`,
  'mask-size-differs': ({ rows, columns, truthRows, truthColumns }) =>
    `掩膜为 ${rows} × ${columns} 像素，而真值标签为 ${truthRows} × ${truthColumns}，请选择同一影像的掩膜。`,
  'pixel-in-both-masks': ({ row, column }) =>
    `第 ${row} 行第 ${column} 列（从 0 起）的像素同时在训练掩膜和测试掩膜中，一个像素只能属于其中之一。`,
  'mask-outside-truth': ({ count }) => `掩膜中有 ${count} 个像素没有真值标签，已略去。`,
  'pixels-between-areas-left-out': ({ count }) =>
    `${count} 个带标签像素离训练像素过近，不能用于测试，已略去。`,
  'fewer-training-pixels': ({ train, asked }) =>
    `不相交区域只含 ${train} 个训练像素，少于要求的 ${asked} 个。`,
  'classes-without-training-pixels': ({ classes }) => `以下类别没有训练像素，因此不会被预测：${classes}。`,
  'classes-without-test-pixels': ({ classes }) => `以下类别没有剩余的测试像素，其精度未知：${classes}。`,
  'network-input-too-small': ({ network, rows, columns, channels }) =>
    `${rows} × ${columns} 的窗口和 ${channels} 个主成分不足以构建 ${network}，请增大窗口或主成分数。`,
  'network-option-unknown': ({ network, option, known }) =>
    `${network} 没有名为“${option}”的选项；${known ? `现有选项：${known}` : '它没有选项'}。`,
  'network-option-value': ({ network, option, value, allowed }) =>
    `${network} 的选项“${option}”为“${value}”，但应为 ${allowed}。`,
  'network-not-dense': ({ network }) => `${network} 没有可由窗口共享的层，无法稠密执行，请选择自动或逐窗口。`,
  'network-unknown': ({ network, known }) => `没有名为“${network}”的网络；现有网络：${known}。`,
  'training-diverged': ({ epoch, learningRate }) =>
    `训练在第 ${epoch} 轮发散：损失不再是数值，请尝试低于 ${learningRate} 的学习率。`,
  'no-validation-pixels': () =>
    '每个类别只有一个训练像素，没有可留作验证的像素：请增加训练像素，或不留验证像素。',
  'patience-without-validation': () => '提前结束训练需要验证像素（测试像素不得参与选择），请设定验证比例。',
  'setting-not-for-method': ({ method, setting }) =>
    `${method} 没有“${setting}”这一设置（只有逐步学习的网络才有），请去掉它。`,
  'vary-not-for-method': ({ method, vary, known }) => `${method} 只能改变 ${known}，不能改变 ${vary}。`,
  'window-not-for-method': ({ method, patch }) =>
    `${method} 只看一个像素，没有 ${patch} 的窗口：请去掉它，或采用空间不相交划分（此时窗口是训练与测试像素的间隔）。`,
  'model-bands-differ': ({ file, variable, expected, bands }) =>
    `模型由 ${expected} 个波段训练，而 ${name(file)} 的变量“${variable}”有 ${bands} 个，请选择波段相同且顺序一致的影像。`,
  'model-wavelengths-differ': ({ file, variable, band, expected, found }) =>
    `模型的第 ${band} 波段位于 ${expected} nm，而 ${name(file)} 的变量“${variable}”为 ${found} nm，请选择同一传感器的影像，或为其指定正确的波长。`,
  'model-weights-size': ({ directory, bytes, expected }) =>
    `${directory} 中模型的权重已损坏：weights.bin 有 ${bytes} 字节，应为 ${expected}，请重新训练或恢复该文件。`,
  'model-part-missing': ({ directory, name: part }) =>
    `${directory} 不是完整的模型：无法读取 ${part}，请选择运行的文件夹或其中的 model 文件夹。`,
  'model-not-ours': ({ directory, reason }) =>
    `无法使用 ${directory} 中的模型（${reason}），请选择运行的文件夹或其中的 model 文件夹。`,
  'model-damaged': ({ directory, reason }) =>
    `${name(directory)} 中的模型已损坏（${reason}），请重新训练或恢复其文件。`,
  'vary-needs-runs': () => '单个随机种子的影响要多次运行才能看出：请至少运行 2 次。',
  'no-bands-left': ({ removed, bands }) => `去除 ${removed} 后，${bands} 个波段全部没有了：请少去除一些。`,
  'band-list-unreadable': ({ part }) =>
    `去除的波段中“${part}”无法识别：请写序号或范围，例如 104-108, 220 或 1350-1420 nm。`,
  'band-outside-cube': ({ band, bands }) => `要去除第 ${band} 波段，但影像只有 ${bands} 个波段。`,
  'bands-without-wavelengths': ({ from, to }) =>
    `要去除 ${from}–${to} nm 的波段，但影像没有波长：请用序号指定波段，或为影像提供波长。`,
  'run-part-missing': ({ directory, name: part }) =>
    `${name(directory)} 不是完整的运行结果：无法读取 ${part}，请选择由分类写出的文件夹。`,
  'run-report-not-ours': ({ directory }) =>
    `${name(directory)} 中的 report.json 不是运行结果的报告，请选择由分类写出的文件夹。`,
  'already-saving': () => '已有文件正在保存，请等待完成或取消后再保存。',
  'already-training': () => '已有网络正在训练，请停止它或等待完成后再按“训练”。',
  'unknown-run': () => '此次运行的结果已不存在，请重新训练后再导出。',
  'invalid-settings': refused,
  'invalid-experiment': refused,
} as const satisfies Record<string, Translation>;

/** Writing results. */
const OUTPUT = {
  'disk-full': ({ place }) => `磁盘已满，未能写入 ${place}，请释放空间或选择其他位置。`,
  'no-permission': ({ place }) => `没有写入 ${place} 的权限，请选择可写的文件夹。`,
  'read-only-disk': ({ place }) => `${place} 所在的磁盘不可写，请选择其他位置。`,
  'not-a-folder': ({ place }) => `${place} 的路径中有一部分是文件而不是文件夹，请选择其他位置。`,
  'is-a-folder': ({ place }) => `${place} 是文件夹，请选择文件名。`,
  'folder-missing': ({ place }) => `${place} 所在的文件夹不存在，请选择其他位置或先创建它。`,
  'name-too-long': ({ place }) => `${place} 的名称对此磁盘来说过长，请选择较短的名称。`,
  'file-too-large': ({ place }) => `${place} 超过了此磁盘允许的大小，请选择其他位置。`,
  'write-failed': ({ place, reason }) => `无法写入 ${place}（${reason}），请选择其他位置或重试。`,
  'unknown-cube-format': ({ file }) => `${file} 的扩展名不是 .npy、.mat、.tif 或 .hdr，请选择其中之一。`,
  'output-is-input': ({ place }) => `${place} 正是所读取的文件，未作改动，请换一个名称。`,
  'output-exists': ({ place }) => `${place} 中已有结果，请选择其他文件夹，或加上 --force 以替换它。`,
  'output-holds-other-files': ({ place }) =>
    `${place} 不是空文件夹，其中也没有 Bandscape 的结果，未作改动，请选择其他文件夹。`,
  'output-file-exists': ({ place }) => `${place} 已存在，请换一个名称，或加上 --force 以替换它。`,
  'not-convertible': ({ variable, shape }) =>
    `变量“${variable}”为 ${shape}，只能转换一至三维的非空数组，请选择其他变量。`,
  'type-not-in-format': ({ file, dtype }) =>
    `ENVI 文件没有 ${dtype} 类型，未写入 ${file}，请选择 .npy、.mat 或 .tif。`,
  'too-many-bands-for-tiff': ({ file, bands }) =>
    `TIFF 图像最多 65535 个波段，此影像有 ${bands} 个，未写入 ${file}，请选择 .npy、.mat 或 .hdr。`,
  'too-large-for-mat': ({ file }) =>
    `5 版 MAT 文件中每个变量最大 2 GB，未写入 ${file}，请选择 .npy、.tif 或 .hdr。`,
  'picture-too-large': ({ width, height, scale }) =>
    `${width} x ${height} 像素的图片对大多数程序来说太大：请把倍数设为不超过 ${scale}。`,
  'font-missing': ({ file }) => `无法读取图片所用的字体（${file}）：请重新安装 Bandscape。`,
  'model-not-kept': () =>
    '训练结果未能保存到临时文件夹，因此无法保存，也无法再次分类：请清理该处的空间后重新训练。',
  'not-written-here': ({ file }) => `Bandscape 只显示本次启动后自己写出的文件，${file} 不在其中。`,
} as const satisfies Record<string, Translation>;

/** The program itself. */
const PROGRAM = {
  'engine-died': ({ engine, reason }) => {
    if (engine === 'cube')
      return `读取文件的引擎意外结束（${reason}），它会带着打开的影像自行重新启动，请重试。`;
    if (engine === 'writer') return `写文件的引擎意外结束（${reason}）；未写入任何内容，请重试。`;
    return `训练引擎意外结束（${reason}）；影像仍保留，可以重新训练。`;
  },
  'engine-closed': () => '引擎已关闭，请重新启动 Bandscape。',
  'tensorflow-not-loaded': ({ reason }) =>
    `无法载入 TensorFlow（${reason}），请运行一次 npm start 以重新设置。`,
  'link-refused': ({ url }) => `Bandscape 不会打开 ${url}。`,
  'invalid-request': refused,
  'refused-sender': refused,
  unexpected: ({ reason }) => `Bandscape 遇到意外问题：${reason}`,
} as const satisfies Record<string, Translation>;

/** The engine's errors and warnings in Simplified Chinese, by code. */
export const errorsZhCN = { ...fileErrorsZhCN, ...SCENES, ...TRAINING, ...OUTPUT, ...PROGRAM } as Record<
  string,
  Translation
>;
