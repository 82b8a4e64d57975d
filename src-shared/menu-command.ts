/** What the window does for an entry of the menu. */
export type MenuCommand =
  | 'open'
  | 'open-folder'
  | 'open-truth'
  | 'open-sample'
  | 'wavelengths'
  | 'axes'
  | 'save-as'
  | 'save-run'
  | 'export-map'
  | 'export-report'
  | 'train'
  | 'apply-model'
  | 'stop'
  | 'about'
  | 'zoom-fit';
