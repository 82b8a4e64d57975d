import type { ErrorReportLike } from '@shared/scene';
import { fileName } from './format';

type Details = ErrorReportLike['details'];
type Translation = (details: Details) => string;

const name = (file: Details[string]): string => `“${fileName(String(file))}”`;
const FORMAT_ADVICE = '请在 MATLAB 中打开它，再用 save(..., ‘-v7’) 保存。';
const foreign =
  (what: string, advice = ''): Translation =>
  ({ file, formats }) =>
    `${name(file)} 是${what}，Bandscape 无法读取；可读取的格式：${formats}。${advice}`;
const refused: Translation = () => '窗口与主进程之间的请求被拒绝：这是 Bandscape 的错误，请重新启动。';

/** Reading files. */
const FILES = {
  'file-missing': ({ file }) => `文件“${file}”不存在，请检查名称和文件夹。`,
  'file-no-permission': ({ file }) => `没有读取“${file}”的权限，请修改权限或将其复制到别处。`,
  'too-many-open-files': ({ file }) => `打开的文件过多，无法打开 ${name(file)}，请关闭一些后重试。`,
  'file-not-readable': ({ file }) => `无法读取“${file}”，请检查其所在的磁盘或网络驱动器。`,
  'file-is-folder': ({ file }) => `“${file}”是文件夹，请打开其中的数据文件。`,
  'file-not-regular': ({ file }) => `“${file}”是设备或管道，不是文件，请先把数据复制到文件中。`,
  'file-empty': ({ file }) => `${name(file)} 为空（0 字节），请重新下载或保存。`,
  'file-ends-early': ({ file, byte }) =>
    `${name(file)} 在第 ${byte} 字节处提前结束，可能被截断，请重新下载或保存。`,
  'file-all-zeros': ({ file }) => `${name(file)} 的文件头全为零，文件已损坏，请重新下载或复制。`,
  'file-damaged': ({ file, byte }) =>
    `${name(file)} ${byte === undefined ? '' : `在第 ${byte} 字节处`}已损坏，请重新下载或保存。`,
  'data-too-short': ({ file, length, size }) =>
    `${name(file)} 只有 ${length} 字节，而其文件头声明了 ${size} 个数值：文件不完整，或文件头属于另一文件，请重新下载或复制两者。`,
  'mat-damaged': ({ file, byte }) => `${name(file)} 在第 ${byte} 字节处损坏，请重新下载或保存。`,
  'mat-truncated': ({ file, length }) =>
    `${name(file)} 不完整，在第 ${length} 字节处结束，请重新下载或保存。`,
  'file-damaged': ({ file, byte }) =>
    `${name(file)} ${byte === undefined ? '' : `在第 ${byte} 字节处`}损坏，请重新下载或保存。`,
  'data-too-short': ({ file, length, stop }) =>
    `${name(file)} 有 ${length} 字节，而其文件头声明的数据到第 ${stop} 字节才结束：文件不完整，或文件头属于其他文件，请重新下载或复制两者。`,
  'tiff-damaged': ({ file, byte }) => `${name(file)} 在第 ${byte} 字节处损坏，请重新下载或保存。`,
  'tiff-truncated': ({ file, length }) =>
    `${name(file)} 不完整，在第 ${length} 字节处结束，请重新下载或保存。`,
  'tiff-unsupported': ({ file }) =>
    `${name(file)} 使用了 Bandscape 不支持的 TIFF 特性，请将其另存为普通 GeoTIFF，例如用 gdal_translate。`,
  'checksum-differs': ({ file, variable }) =>
    `${name(file)} 中变量“${variable}”的校验和不符：有些程序会写错校验和，但数据也可能已损坏，请与其他副本比较。`,
  'integer-not-exact': ({ file, variable, value }) =>
    `${name(file)} 的变量“${variable}”含有无法精确表示的 64 位整数 ${value}，请先将其转换为 double 或 32 位整数。`,
  'variable-not-numeric': ({ file, variable }) =>
    `${name(file)} 的变量“${variable}”不是数值数组，Bandscape 无法读取，请将其中的数值另存为单独的变量。`,
  'variable-missing': ({ file, variable, names }) =>
    `${name(file)} 中没有变量“${variable}”${names ? `，其中有：${names}` : ''}。`,
  'out-of-memory': ({ values }) => `内存不足以一次容纳 ${values} 个数值，请关闭其他程序或使用较小的影像。`,
  'unknown-format': ({ file, formats }) => `${name(file)} 的格式无法识别；Bandscape 可读取：${formats}。`,
  'mat-version-7.3': foreign(' 7.3 版 MAT 文件（HDF5）', FORMAT_ADVICE),
  'mat-version-4': foreign(' 4 版 MAT 文件', FORMAT_ADVICE),
  hdf5: foreign(' HDF5 文件'),
  tiff: foreign(' TIFF 图像'),
  npy: foreign(' NumPy 数组'),
  'envi-header': foreign(' ENVI 头文件'),
  zip: foreign(' ZIP 压缩包'),
  gzip: foreign(' gzip 压缩包'),
  png: foreign(' PNG 图像'),
  jpeg: foreign(' JPEG 图像'),
  'web-page': foreign('网页，可能是下载失败留下的'),
  'text-file': foreign('文本文件'),
} as const satisfies Record<string, Translation>;

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
    `${name(file)} 中的数值不可能是波长：应逐波段递增，且在 300–20000 nm 或 0.3–20 µm 之间。`,
  'wavelength-count-differs': ({ file, wavelengths, bands }) =>
    `${name(file)} 列出 ${wavelengths} 个波长，而影像有 ${bands} 个波段，请选择属于此影像的文件。`,
  'wavelength-file-too-long': ({ file }) => `${name(file)} 作为波长列表过长，请选择每个波段一行的文本文件。`,
  'wavelength-line-without-number': ({ file, line }) =>
    `${name(file)} 的第 ${line} 行没有数值，波长列表应每行一个数。`,
  'nan-values': ({ count }) => `影像含有 ${count} 个非数值（NaN），统计时已忽略；训练需要不含它们的影像。`,
  'infinite-values': ({ count }) => `影像含有 ${count} 个无穷大的值，统计时已忽略；训练需要不含它们的影像。`,
  'constant-bands': ({ count, bands }) => `${count} 个波段（${bands}）在所有像素上取值相同，不含类别信息。`,
  'scene-not-open': () => '此影像已关闭，请重新打开其文件。',
  'source-closed': () => '此影像已关闭，请重新打开。',
  'index-outside-scene': refused,
  'window-outside-array': refused,
} as const satisfies Record<string, Translation>;

/** Training and what it is asked for. */
const TRAINING = {
  'values-not-finite': ({ value, count, row, column, band }) =>
    `影像在第 ${row} 行、第 ${column} 列、第 ${band} 波段的值为 ${value}（此类值共 ${count} 个），请先替换或去除这些波段再训练。`,
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
  'network-not-dense': ({ network }) => `${network} 没有可由窗口共享的层，无法稠密执行，请选择自动或逐窗口。`,
  'network-unknown': ({ network, known }) => `没有名为“${network}”的网络；现有网络：${known}。`,
  'training-diverged': ({ epoch, learningRate }) =>
    `训练在第 ${epoch} 轮发散：损失不再是数值，请尝试低于 ${learningRate} 的学习率。`,
  'already-training': () => '已有网络正在训练，请停止它或等待完成后再按“训练”。',
  'unknown-run': () => '此次运行的结果已不存在，请重新训练后再导出。',
  'invalid-settings': refused,
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
  'file-exists': ({ file }) => `${file} 已存在，请在对话框中选择它以替换，或换一个名称。`,
  'unknown-map-format': ({ file }) => `${file} 的扩展名不是 .png、.tif 或 .npy，请为分类图选择其中之一。`,
  'legend-needs-png': ({ file }) => `${file} 不是 PNG；带图例的分类图总是 PNG。`,
} as const satisfies Record<string, Translation>;

/** The program itself. */
const PROGRAM = {
  'engine-died': ({ engine, reason }) =>
    engine === 'cube'
      ? `读取文件的引擎意外结束（${reason}），它会带着打开的影像自行重新启动，请重试。`
      : `训练引擎意外结束（${reason}）；影像仍保留，可以重新训练。`,
  'engine-closed': () => '引擎已关闭，请重新启动 Bandscape。',
  'tensorflow-not-loaded': ({ reason }) =>
    `无法载入 TensorFlow（${reason}），请运行一次 npm start 以重新设置。`,
  'link-refused': ({ url }) => `Bandscape 不会打开 ${url}。`,
  'invalid-request': refused,
  'refused-sender': refused,
  unexpected: ({ reason }) => `Bandscape 遇到意外问题：${reason}`,
} as const satisfies Record<string, Translation>;

/** The engine's errors and warnings in Simplified Chinese, by code. */
export const errorsZhCN = { ...FILES, ...SCENES, ...TRAINING, ...OUTPUT, ...PROGRAM } as Record<
  string,
  Translation
>;
