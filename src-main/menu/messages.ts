import type { Language } from '@shared/ipc';

/** Words of the menu and of the system's dialogs; the page has its own. */
const ENGLISH = {
  file: 'File',
  open: 'Open…',
  openTruth: 'Open Ground Truth…',
  openSample: 'Open Sample Scene',
  exportMap: 'Export Map…',
  exportReport: 'Export Report…',
  quit: 'Quit',
  edit: 'Edit',
  undo: 'Undo',
  redo: 'Redo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  selectAll: 'Select All',
  view: 'View',
  zoomFit: 'Fit Scene to Window',
  largerText: 'Larger Text',
  smallerText: 'Smaller Text',
  normalText: 'Normal Text Size',
  fullScreen: 'Full Screen',
  developerTools: 'Developer Tools',
  training: 'Training',
  train: 'Train',
  stop: 'Stop',
  help: 'Help',
  about: 'About Bandscape',
  chooseScene: 'Open a scene, with its ground truth if it is in another file',
  chooseTruth: 'Open ground truth',
  scenes: 'Hyperspectral scenes',
  allFiles: 'All files',
  report: 'Report',
  pageLostTitle: 'The window stopped working',
  pageLost: 'The window stopped working twice in a short time. Close Bandscape and start it again.',
  pageReloaded:
    'The window was loaded again (reason: {reason}). A run that was under way was ended; open your scene again.',
} as const;

export type MainMessages = Readonly<Record<keyof typeof ENGLISH, string>>;

const CHINESE: MainMessages = {
  file: '文件',
  open: '打开…',
  openTruth: '打开真值标签…',
  openSample: '打开示例场景',
  exportMap: '导出分类图…',
  exportReport: '导出报告…',
  quit: '退出',
  edit: '编辑',
  undo: '撤销',
  redo: '重做',
  cut: '剪切',
  copy: '复制',
  paste: '粘贴',
  selectAll: '全选',
  view: '视图',
  zoomFit: '场景适合窗口',
  largerText: '放大文字',
  smallerText: '缩小文字',
  normalText: '默认文字大小',
  fullScreen: '全屏',
  developerTools: '开发者工具',
  training: '训练',
  train: '开始训练',
  stop: '停止',
  help: '帮助',
  about: '关于 Bandscape',
  chooseScene: '打开场景；真值标签若在另一文件中，可一并选择',
  chooseTruth: '打开真值标签',
  scenes: '高光谱场景',
  allFiles: '所有文件',
  report: '报告',
  pageLostTitle: '窗口已停止工作',
  pageLost: '窗口在短时间内两次停止工作。请关闭 Bandscape 后重新启动。',
  pageReloaded: '窗口已重新加载（原因：{reason}）。正在进行的训练已结束，请重新打开场景。',
};

const MESSAGES: Readonly<Record<Language, MainMessages>> = { en: ENGLISH, 'zh-CN': CHINESE };

export function mainMessages(language: Language): MainMessages {
  return MESSAGES[language];
}
