import type { ExportKind } from '../state/export-kinds';
import type { Text, With1, With2, With3 } from './text';

/** What is said of writing what a run found. */
export interface ExportMessages {
  map: Text;
  report: Text;
  run: Text;
  runTitle: Text;
  appliedTitle: Text;
  title: Text;
  what: Text;
  kinds: Record<ExportKind, Text>;
  hints: Record<Exclude<ExportKind, 'png'>, Text>;
  place: With1;
  placeWithoutName: Text;
  noPlace: Text;
  scale: Text;
  times: With1;
  size: With2;
  legend: Text;
  figuresOn: Text;
  titleText: Text;
  worldFile: Text;
  worldFileHint: Text;
  missing: With1;
  preview: Text;
  export: Text;
  written: With1;
  showInFolder: Text;
  pictureTitle: With2;
  figures: With3;
}

export const exportEn: ExportMessages = {
  map: 'Export map…',
  report: 'Export report…',
  run: 'Save run…',
  runTitle: 'Save map, report, split and model to a folder, to compare them or to map another scene',
  appliedTitle: 'Save the map, its confidence and what it was made from to a folder',
  title: 'Export',
  what: 'What to export',
  kinds: {
    png: 'Map: picture (PNG)',
    tif: 'Map: GeoTIFF',
    hdr: 'Map: ENVI Classification',
    npy: 'Map: NumPy array',
    mat: 'Map: MATLAB, version 5',
    probabilities: 'Class probabilities: GeoTIFF',
    confusion: 'Confusion matrix (CSV)',
    txt: 'Report: text',
    json: 'Report: JSON',
    csv: 'Report: tables (CSV)',
  },
  hints: {
    tif: 'The label of every pixel as one band, with the colours and names of the classes; 0 is “no data”.',
    hdr: 'A header and a data file: the label of every pixel, with the names and colours of the classes.',
    npy: 'The label of every pixel, rows × columns. The format has no room for names, colours or the place.',
    mat: 'The label of every pixel as the variable “map”, rows × columns.',
    probabilities:
      'How likely each class is at every pixel: float32, a band a class, named after it. The scene is mapped once more for it.',
    confusion: 'How many test pixels of each class (rows) were mapped as each class (columns).',
    txt: 'Accuracy, the table of the classes, settings and versions, to read.',
    json: 'Everything about the run, for programs.',
    csv: 'Figures, classes, confusion matrix and training history below each other, for spreadsheets.',
  },
  place: (system) => `The file says where the scene lies (${system}).`,
  placeWithoutName: 'The file says where the scene lies.',
  noPlace: 'The scene’s file does not say where the scene lies, so this one will not either.',
  scale: 'Scale',
  times: (scale) => `${scale}×`,
  size: (width, height) => `${width} × ${height} pixels`,
  legend: 'Legend',
  figuresOn: 'Accuracy figures',
  titleText: 'Title',
  worldFile: 'World file (.pgw)',
  worldFileHint: 'The scene’s file does not say where the scene lies.',
  missing: (characters) => `Cannot be written and is drawn as a box: ${characters}`,
  preview: 'Preview',
  export: 'Export…',
  written: (file) => `Saved ${file}`,
  showInFolder: 'Show in folder',
  pictureTitle: (scene, network) => `${scene} – ${network}`,
  figures: (oa, aa, kappa) => `OA ${oa} %, AA ${aa} %, kappa ${kappa}`,
};

export const exportZhCN: ExportMessages = {
  map: '导出分类图…',
  report: '导出报告…',
  run: '保存运行…',
  runTitle: '将分类图、报告、划分和模型存入一个文件夹，供比较或对其他影像分类',
  appliedTitle: '将分类图、置信度及其来源存入一个文件夹',
  title: '导出',
  what: '导出内容',
  kinds: {
    png: '分类图：图片（PNG）',
    tif: '分类图：GeoTIFF',
    hdr: '分类图：ENVI 分类文件',
    npy: '分类图：NumPy 数组',
    mat: '分类图：MATLAB 第 5 版',
    probabilities: '各类概率：GeoTIFF',
    confusion: '混淆矩阵（CSV）',
    txt: '报告：文本',
    json: '报告：JSON',
    csv: '报告：表格（CSV）',
  },
  hints: {
    tif: '单波段保存每个像素的类别编号，含各类名称和颜色；0 表示无数据。',
    hdr: '头文件和数据文件：每个像素的类别编号，含各类名称和颜色。',
    npy: '每个像素的类别编号，行 × 列。此格式无法保存名称、颜色和地面位置。',
    mat: '每个像素的类别编号，保存为变量“map”，行 × 列。',
    probabilities: '每个像素属于各类的概率：float32，每类一个波段，以类名命名。为此会重新对影像分类一次。',
    confusion: '每一类（行）的测试像素被分为各类（列）的数量。',
    txt: '精度、各类表格、设置和版本，便于阅读。',
    json: '本次运行的全部信息，供程序使用。',
    csv: '指标、各类、混淆矩阵和训练历史依次排列，供电子表格使用。',
  },
  place: (system) => `文件中含影像的地面位置（${system}）。`,
  placeWithoutName: '文件中含影像的地面位置。',
  noPlace: '影像文件中没有地面位置，因此导出的文件中也没有。',
  scale: '倍数',
  times: (scale) => `${scale}×`,
  size: (width, height) => `${width} × ${height} 像素`,
  legend: '图例',
  figuresOn: '精度数值',
  titleText: '标题',
  worldFile: '坐标文件（.pgw）',
  worldFileHint: '影像文件中没有地面位置。',
  missing: (characters) => `无法写出，以方框代替：${characters}`,
  preview: '预览',
  export: '导出…',
  written: (file) => `已保存 ${file}`,
  showInFolder: '在文件夹中显示',
  pictureTitle: (scene, network) => `${scene} – ${network}`,
  figures: (oa, aa, kappa) => `OA ${oa} %，AA ${aa} %，kappa ${kappa}`,
};
