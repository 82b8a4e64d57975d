import type { ErrorReportLike } from '@shared/scene';
import { fileName } from './format';

type Details = ErrorReportLike['details'];
export type Translation = (details: Details) => string;

/** A file without its folders. */
export const name = (file: Details[string]): string => `“${fileName(String(file))}”`;
const foreign =
  (what: string, advice = ''): Translation =>
  ({ file, formats }) =>
    `${name(file)} 是${what}，Bandscape 无法读取；可读取的格式：${formats}。${advice}`;

const AXES: Record<string, string> = { rows: '行', columns: '列', bands: '波段' };
const inChinese = (axes: Details[string]) =>
  String(axes)
    .split(', ')
    .map((axis) => AXES[axis] ?? axis)
    .join('、');

/** Errors and warnings of reading files, in Simplified Chinese, by code. */
export const fileErrorsZhCN = {
  'file-missing': ({ file }) => `文件“${file}”不存在，请检查名称和文件夹。`,
  'file-no-permission': ({ file }) => `没有读取“${file}”的权限，请修改权限或将其复制到别处。`,
  'too-many-open-files': ({ file }) => `打开的文件过多，无法打开 ${name(file)}，请关闭一些后重试。`,
  'file-not-readable': ({ file }) => `无法读取“${file}”，请检查其所在的磁盘或网络驱动器。`,
  'file-is-folder': ({ file }) => `“${file}”是文件夹，请打开其中的数据文件。`,
  'file-not-regular': ({ file }) => `“${file}”是设备或管道，不是文件，请先把数据复制到文件中。`,
  'nothing-in-folder': ({ file, endings }) =>
    `“${file}”中没有可打开的内容：已在其中及其子文件夹中查找以 ${endings} 结尾的高光谱影像和真值标签。`,
  'folder-too-large': ({ file }) =>
    `${name(file)} 中的文件或层级过多，只查看了最近的部分：请打开场景自己的文件夹。`,
  'file-empty': ({ file }) => `${name(file)} 为空（0 字节），请重新下载或保存。`,
  'file-ends-early': ({ file, byte }) =>
    `${name(file)} 在第 ${byte} 字节处提前结束，可能被截断，请重新下载或保存。`,
  'file-all-zeros': ({ file }) => `${name(file)} 的文件头全为零，文件已损坏，请重新下载或复制。`,
  'file-damaged': ({ file, byte }) =>
    `${name(file)} ${byte === undefined ? '' : `在第 ${byte} 字节处`}已损坏，请重新下载或保存。`,
  'file-incomplete': ({ file, length, end }) =>
    `${name(file)} 不完整，应有 ${end} 字节，实有 ${length} 字节，请重新下载或保存。`,
  'values-elsewhere': ({ file, variable }) =>
    `${name(file)} 的变量“${variable}”指向另一文件中的数值，Bandscape 不会去读取，请打开那个文件，或用 h5repack 将数值合并到一个文件中。`,
  'packing-unknown': ({ file, variable, packing }) =>
    `${name(file)} 的变量“${variable}”以 ${packing} 压缩，Bandscape 无法读取，请先解压，例如用 h5repack -f NONE。`,
  'chunk-too-large': ({ file, variable, megabytes }) =>
    `${name(file)} 的变量“${variable}”每个压缩块有 ${megabytes} MB，超出 Bandscape 一次可解压的大小，请用更小的块重新保存，例如用 h5repack。`,
  'too-many-chunks': ({ file, most }) =>
    `${name(file)} 将数组分成了 ${most} 个以上的块，请用更大的块重新保存，例如用 h5repack。`,
  'data-too-short': ({ file, length, size }) =>
    `${name(file)} 只有 ${length} 字节，而其文件头声明了 ${size} 个数值：文件不完整，或文件头属于另一文件，请重新下载或复制两者。`,
  'erdas-four-bits': ({ file }) =>
    `${name(file)} 每字节存两个像素，Bandscape 无法读取，请另存为每像素 8 位。`,
  'envi-kind': ({ file }) =>
    `${name(file)} 的数据类型（复数、压缩、光谱库等）Bandscape 无法读取，请另存为普通影像。`,
  'envi-field-missing': ({ file, field }) =>
    `头文件 ${name(file)} 缺少字段“${field}”，请补上或重新复制完整的头文件。`,
  'envi-field-wrong': ({ file, field, value }) =>
    `头文件 ${name(file)} 中“${field} = ${value}”不正确，请更正。`,
  'envi-header-missing': ({ file, header }) =>
    `${name(file)} 看似 ENVI 影像的原始数据，但旁边没有头文件“${header}”，请将其复制到同一文件夹。`,
  'envi-data-missing': ({ file, data }) =>
    `ENVI 头文件 ${name(file)} 旁边没有数据文件（如“${data}”），请将其复制到同一文件夹。`,
  'not-an-envi-header': ({ file }) =>
    `${name(file)} 不是 ENVI 头文件（首行应为“ENVI”），请换成正确的头文件。`,
  'envi-fields-ignored': ({ file, fields, bands }) =>
    `头文件 ${name(file)} 中 ${fields} 的数值与 ${bands} 个波段不符，已忽略；如需使用请更正头文件。`,
  'envi-byte-order-missing': ({ file }) =>
    `头文件 ${name(file)} 缺少字段“byte order”，故按小端序（0）读取：若数值不合理，请加上“byte order = 1”。`,
  'envi-data-longer': ({ file, header, length, stop }) =>
    `${name(file)} 有 ${length} 字节，而头文件 ${name(header)} 只声明了 ${stop} 字节，其余部分未读取；若图像不合理，请检查“header offset”、“data type”和尺寸。`,
  'bad-bands-marked': ({ file, count, bands }) =>
    `头文件 ${name(file)} 将 ${count} 个波段标为坏波段（${bands}），它们仍照常读取。`,
  'mat-damaged': ({ file, byte }) => `${name(file)} 在第 ${byte} 字节处损坏，请重新下载或保存。`,
  'mat-truncated': ({ file, length }) =>
    `${name(file)} 不完整，在第 ${length} 字节处结束，请重新下载或保存。`,
  'tiff-damaged': ({ file, byte }) => `${name(file)} 在第 ${byte} 字节处损坏，请重新下载或保存。`,
  'tiff-truncated': ({ file, length }) =>
    `${name(file)} 不完整，在第 ${length} 字节处结束，请重新下载或保存。`,
  'tiff-unsupported': ({ file }) =>
    `${name(file)} 使用了 Bandscape 不支持的 TIFF 特性，请将其另存为普通 GeoTIFF，例如用 gdal_translate。`,
  'scale-not-applied': ({ file }) =>
    `${name(file)} 为其波段给出了缩放或偏移，但未应用：显示的是存储的原始数值。`,
  'png-too-large': ({ file, rows, columns }) =>
    `${name(file)} 声明了 ${rows} × ${columns} 个像素，超出 Bandscape 对 PNG 的限制，请将标签另存为 GeoTIFF 或 NPY。`,
  'image-not-labels': ({ file, colors }) =>
    `${name(file)} 的颜色超过 ${colors} 种，应是照片或经过平滑的图；类别图中每个类别只有一种颜色，请选择未经平滑保存的标签图像。`,
  'picture-too-large': ({ file, rows, columns }) =>
    `${name(file)} 是 ${rows} × ${columns} 像素的彩色图像，超出 Bandscape 可作为真值读取的大小，请将标签另存为单波段图像。`,
  'table-cell-no-number': ({ file, line, column, cell }) =>
    `${name(file)} 第 ${line} 行第 ${column} 列为“${cell}”，而此处应为数值：标签应为整数表格（每行一条扫描行），或以 row, column, label 为表头的列表。`,
  'table-line-length-differs': ({ file, line, cells, columns }) =>
    `${name(file)} 第 ${line} 行有 ${cells} 列，而第一行有 ${columns} 列：标签表格各行列数应相同，请更正或重新导出。`,
  'table-empty': ({ file }) => `${name(file)} 中没有含数值的行，请选择标签表格。`,
  'table-too-long': ({ file, megabytes }) =>
    `${name(file)} 超过 ${megabytes} MB，不能作为文本读取，请将标签另存为 NPY、MAT 或 GeoTIFF。`,
  'table-line-too-long': ({ file, line, megabytes }) =>
    `${name(file)} 第 ${line} 行超过 ${megabytes} MB，标签表格不会有这样的行，请选择其他文件，或将标签另存为 NPY、MAT 或 GeoTIFF。`,
  'table-too-many-rows': ({ file, most }) =>
    `${name(file)} 的数值行超过 ${most} 行，没有影像有这么多行：请选择每行一条扫描行的标签表格，或以 row, column, label 为表头的像素列表。`,
  'list-too-many-classes': ({ file, classes }) =>
    `${name(file)} 中有 ${classes} 个不同的类别名，超过标签编号的上限：请使用类别所在的列，而不是逐像素的名称。`,
  'list-no-pixel': ({ file, line, row, column }) =>
    `${name(file)} 第 ${line} 行指向第 ${row} 行第 ${column} 列，不是有效像素：行列号应为从 0 或 1 起的整数，而不是地面坐标。`,
  'list-pixel-outside': ({ file, line, row, column, rows, columns }) =>
    `${name(file)} 第 ${line} 行指向第 ${row} 行第 ${column} 列，而影像为 ${rows} × ${columns} 像素，请选择属于此影像的列表。`,
  'list-pixel-twice': ({ file, line, row, column }) =>
    `${name(file)} 第 ${line} 行给第 ${row} 行第 ${column} 列的标签与前面不同，请更正：一个像素只能有一个标签。`,
  'list-counted-from-one': ({ file }) =>
    `${name(file)} 中没有为 0 的行号或列号，故按从 1 起计数；若其实从 0 起计数，则所有标签都偏向左上一个像素。`,
  'axes-guessed': ({ file, variable, shape, axes }) =>
    `${name(file)} 的变量“${variable}”中哪个轴是哪个只能从长度猜测：${shape} 被当作 ${inChinese(axes)}；如图像不对，请选择其他轴顺序。`,
  'axes-differ': ({ file, variable, shape, axes }) =>
    `${name(file)} 的变量“${variable}”为 ${shape}，其轴不能是 ${inChinese(axes)}：行、列、波段须各出现一次，按文件中的顺序。`,
  'no-preview': ({ axes }) => `有 ${axes} 个轴的数组不是图像，请选择其他数组。`,
  'truth-turned': ({ file, variable }) => `${name(file)} 中的真值“${variable}”行列互换，已转置以与影像一致。`,
  'checksum-differs': ({ file, variable }) =>
    `${name(file)} 中变量“${variable}”的校验和不符：有些程序会写错校验和，但数据也可能已损坏，请与其他副本比较。`,
  'integer-not-exact': ({ file, variable, value }) =>
    `${name(file)} 的变量“${variable}”含有无法精确表示的 64 位整数 ${value}，请先将其转换为 double 或 32 位整数。`,
  'variable-not-numeric': ({ file, variable, names }) =>
    names
      ? `${name(file)} 的变量“${variable}”不是单个数组，请打开其中的一个：${names}。`
      : `${name(file)} 的变量“${variable}”不是数值数组，Bandscape 无法读取，请将其中的数值另存为单独的变量。`,
  'too-many-arrays-inside': ({ file, variable }) =>
    `${name(file)} 的变量“${variable}”所含数组多于 Bandscape 列出的数量，只有列出的可以打开，请将其余数组另存为单独的变量。`,
  'variable-missing': ({ file, variable, names }) =>
    `${name(file)} 中没有变量“${variable}”${names ? `，其中有：${names}` : ''}。`,
  'out-of-memory': ({ values }) => `内存不足以一次容纳 ${values} 个数值，请关闭其他程序或使用较小的影像。`,
  'unknown-format': ({ file, formats }) => `${name(file)} 的格式无法识别；Bandscape 可读取：${formats}。`,
  'netcdf-classic': foreign('经典格式的 NetCDF 文件', '请先转换，例如用 nccopy -k netCDF-4。'),
  hdf4: foreign(' HDF4 文件', '请先转换，例如用 h4toh5。'),
  zip: foreign(' ZIP 压缩包'),
  gzip: foreign(' gzip 压缩包'),
  bmp: foreign(' BMP 图像', '请将其另存为 PNG，颜色不会改变。'),
  gif: foreign(' GIF 图像', '请将其另存为 PNG，颜色不会改变。'),
  jpeg: foreign(' JPEG 图像', 'JPEG 会改变颜色，无法从中得到标签，请将原图另存为 PNG。'),
  'web-page': foreign('网页，可能是下载失败留下的'),
  'text-file': foreign('文本文件'),
} as const satisfies Record<string, Translation>;
