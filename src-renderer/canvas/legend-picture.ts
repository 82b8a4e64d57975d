import type { Rgb } from '@shared/scene';
import type { ClassificationMap } from '@shared/training';
import { labelPicture } from './label-picture';
import { rasterOf } from './paint';

export interface LegendEntry {
  label: number;
  name: string;
  color: Rgb;
}

export interface LegendPicture {
  map: ClassificationMap;
  classes: readonly LegendEntry[];
  title: string;
  subtitle: string;
}

/** Where the parts of an exported picture lie, in its pixels. */
export interface LegendLayout {
  width: number;
  height: number;
  /** Picture pixels a map pixel, whole. */
  scale: number;
  map: { x: number; y: number; width: number; height: number };
  /** Top left corner of every legend row, in the order of the classes. */
  rows: { x: number; y: number }[];
}

const MARGIN = 32;
const TITLE_HEIGHT = 64;
const ROW_HEIGHT = 28;
const SWATCH = 18;
const LONG_SIDE = 960;
const FONT = 'system-ui, "Noto Sans", "Noto Sans CJK SC", sans-serif';

/** The map at a whole magnification; the legend to its right, in as many columns as its height asks for. */
export function legendLayout(
  rows: number,
  columns: number,
  classes: number,
  nameWidth: number,
): LegendLayout {
  const scale = Math.max(1, Math.floor(LONG_SIDE / Math.max(rows, columns)));
  const map = { x: MARGIN, y: MARGIN + TITLE_HEIGHT, width: columns * scale, height: rows * scale };
  const perColumn = Math.max(4, Math.floor(map.height / ROW_HEIGHT));
  const columnWidth = SWATCH + 10 + Math.ceil(nameWidth) + 24;
  const left = map.x + map.width + MARGIN;
  const entries = Array.from({ length: classes }, (_, index) => ({
    x: left + Math.floor(index / perColumn) * columnWidth,
    y: map.y + (index % perColumn) * ROW_HEIGHT,
  }));
  const legendColumns = Math.ceil(classes / perColumn);
  const legendHeight = Math.min(classes, perColumn) * ROW_HEIGHT;
  return {
    width: left + legendColumns * columnWidth + MARGIN - 24,
    height: map.y + Math.max(map.height, legendHeight) + MARGIN,
    scale,
    map,
    rows: entries,
  };
}

/** Draws the map with its title and legend on white, for papers and slides. Returns a PNG. */
export async function drawMapWithLegend({
  map,
  classes,
  title,
  subtitle,
}: LegendPicture): Promise<Uint8Array> {
  const ruler = new OffscreenCanvas(1, 1).getContext('2d') as OffscreenCanvasRenderingContext2D;
  const widthIn = (font: string, text: string) => {
    ruler.font = font;
    return ruler.measureText(text).width;
  };
  const nameFont = `16px ${FONT}`;
  const titleFont = `600 22px ${FONT}`;
  const subtitleFont = `15px ${FONT}`;
  const names = Math.max(0, ...classes.map(({ name }) => widthIn(nameFont, name)));
  const layout = legendLayout(map.rows, map.columns, classes.length, names);
  const heading = Math.max(widthIn(titleFont, title), widthIn(subtitleFont, subtitle)) + 2 * MARGIN;
  const canvas = new OffscreenCanvas(Math.max(layout.width, Math.ceil(heading)), layout.height);
  const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;

  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.textBaseline = 'alphabetic';
  context.fillStyle = '#16191d';
  context.font = titleFont;
  context.fillText(title, MARGIN, MARGIN + 20);
  context.fillStyle = '#4d5761';
  context.font = subtitleFont;
  context.fillText(subtitle, MARGIN, MARGIN + 46);

  const size = { width: map.columns, height: map.rows };
  context.imageSmoothingEnabled = false;
  const raster = rasterOf(labelPicture(map.labels, colorsByLabel(classes)), size);
  context.drawImage(raster, layout.map.x, layout.map.y, layout.map.width, layout.map.height);

  context.font = nameFont;
  context.textBaseline = 'middle';
  classes.forEach(({ name, color }, index) => {
    const { x, y } = layout.rows[index];
    context.fillStyle = `rgb(${color.join(', ')})`;
    context.fillRect(x, y, SWATCH, SWATCH);
    context.strokeStyle = 'rgba(0, 0, 0, 0.35)';
    context.strokeRect(x + 0.5, y + 0.5, SWATCH - 1, SWATCH - 1);
    context.fillStyle = '#16191d';
    context.fillText(name, x + SWATCH + 10, y + SWATCH / 2 + 1);
  });

  const png = await canvas.convertToBlob({ type: 'image/png' });
  return new Uint8Array(await png.arrayBuffer());
}

function colorsByLabel(classes: readonly LegendEntry[]): (Rgb | null)[] {
  const colors: (Rgb | null)[] = [];
  for (const { label, color } of classes) colors[label - 1] = color;
  return Array.from(colors, (color) => color ?? null);
}
