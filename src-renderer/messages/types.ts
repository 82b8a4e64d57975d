import type { LayerTableMessages } from './layer-table';
import type { CubeFormatId, KeptMetadata } from '@shared/cube-formats';
import type { ErrorReportLike } from '@shared/scene';
import type { PaletteName } from '@shared/palettes';
import type { Theme } from '@shared/ipc';
import type { ExportMessages } from './export';
import type { Text, With1, With2, With3 } from './text';
import type { ResultMessages, TrainMessages } from './types-classification';
import type { ExperimentMessages } from './types-experiment';

export type DisplayKind = 'rgb' | 'band' | 'truth' | 'map' | 'difference' | 'confidence' | 'split';
export type Placement = 'beside' | 'over' | 'swipe';

/** Every text of the window. A language that lacks one does not compile. */
export interface Messages {
  app: { title: Text };
  common: { close: Text; cancel: Text; dismiss: Text; show: With1; hide: With1 };
  preferences: {
    theme: Text;
    themes: Record<Theme, Text>;
    language: Text;
    panels: { left: Text; right: Text; spectrum: Text };
  };
  open: {
    open: Text;
    truth: Text;
    sample: Text;
    nothingOpen: Text;
    emptyHint: Text;
    drop: Text;
    dropHint: Text;
    opening: With1;
    progress: Text;
    noCube: With1;
    noLabels: With1;
    noScene: With1;
    wavelengthsFound: With1;
    masksFound: With2;
    unfitting: With2;
    unread: With2;
    chooseTitle: Text;
    chooseHint: Text;
    cube: Text;
    groundTruth: Text;
    noTruth: Text;
    confirm: Text;
    busyTitle: Text;
    busyHint: Text;
    busyConfirm: Text;
    busyCancel: Text;
    size: With3;
  };
  display: {
    display: Text;
    kinds: Record<DisplayKind, Text>;
    band: Text;
    nanometres: With1;
    channels: { red: Text; green: Text; blue: Text };
    stretch: Text;
    stretches: { percentile: Text; full: Text; deviation: Text };
    scene: Text;
    picture: Text;
    pictureHelp: Text;
  };
  layers: {
    title: Text;
    overlay: Text;
    overlayOpacity: Text;
    noTruth: Text;
    labelledOnly: Text;
    placement: Text;
    placements: Record<Placement, Text>;
    mapOpacity: Text;
    swipe: Text;
    agrees: Text;
    differs: Text;
    train: Text;
    test: Text;
    uncertain: Text;
    certain: Text;
  };
  classes: {
    title: Text;
    unlabelled: Text;
    color: With1;
    visible: With1;
    palette: Text;
    palettes: Record<PaletteName, Text>;
    edited: Text;
    showAll: Text;
    hideAll: Text;
    total: With3;
  };
  wavelengths: {
    open: Text;
    openTitle: Text;
    title: Text;
    hint: With1;
    file: Text;
    from: With1;
    list: Text;
    found: With3;
    micrometres: Text;
    apply: Text;
  };
  zoom: { in: Text; out: Text; fit: Text; actual: Text; fitTitle: Text; actualTitle: Text };
  spectrum: {
    title: Text;
    chart: Text;
    hint: Text;
    wavelength: Text;
    bandNumber: Text;
    value: Text;
    classMeans: Text;
    clearPins: Text;
    pin: With2;
    unpin: With1;
  };
  cursor: { position: With2; truth: Text; map: Text };
  train: TrainMessages;
  experiment: ExperimentMessages;
  layerTable: LayerTableMessages;
  result: ResultMessages;
  export: ExportMessages;
  save: {
    title: Text;
    part: Text;
    parts: Record<'cube' | 'truth', Text>;
    format: Text;
    formats: Record<CubeFormatId, Text>;
    truthSize: With3;
    exact: Text;
    keeps: With1;
    keepsNothing: Text;
    facts: Record<KeptMetadata, Text>;
    obstacles: Record<'type' | 'size' | 'bands', Text>;
    save: Text;
    progress: Text;
    saving: With2;
    cancel: Text;
  };
  about: {
    open: Text;
    title: Text;
    purpose: Text;
    version: With2;
    licence: Text;
    sample: Text;
    sampleLicence: Text;
    notices: Text;
  };
  status: { ready: Text; trained: With1; failed: Text; cancelled: Text; opened: With1; restarted: Text };
  /** Translations by error code; a code that is missing here is shown in the engine's own English. */
  errors: Record<string, ((details: ErrorReportLike['details']) => string) | undefined>;
}
