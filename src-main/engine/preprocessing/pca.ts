import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import type { Cube } from '../cube/cube';
import { InvalidSettingsError } from '../errors';
import { pixelMoments, requireFinite, rowTiles, type ScanOptions } from './covariance';

/** A fitted principal component analysis. */
export interface Pca {
  /** Mean of each band. */
  mean: Float64Array;
  /** components x bands; every row has length 1, and its largest loading is positive. */
  loadings: Float64Array;
  /** Variance along each component, largest first. */
  variances: Float64Array;
}

/** A component whose variance is a smaller share of the largest than this is rounding noise. */
const LEAST_VARIANCE_SHARE = 1e-12;

/**
 * Fits a PCA on every pixel of the scene, labelled or not (which makes what follows transductive), from the
 * covariance's eigenvectors. Same components as scikit-learn's `PCA`, with signs of their own but fixed rule.
 * @param components how many to keep
 * @throws InvalidSettingsError where the scene has fewer bands, or fewer bands that vary independently
 * @throws UnusableDataError where a value is NaN or infinite
 */
export async function fitPca(cube: Cube, components: number, options: ScanOptions = {}): Promise<Pca> {
  if (components > cube.bands)
    throw new InvalidSettingsError(
      'components-exceed-bands',
      `${components} components were asked for, but the cube has only ${cube.bands} bands: ask for ${cube.bands} or fewer.`,
      { components, bands: cube.bands },
    );
  const { mean, covariance } = await pixelMoments(cube, options);
  const { values, vectors } = symmetricEigen(covariance, cube.bands);
  const usable = values.filter((value) => value > LEAST_VARIANCE_SHARE * values[0] && value > 0).length;
  if (usable < components) throw tooFewComponents(components, usable);
  return {
    mean,
    loadings: vectors.slice(0, components * cube.bands),
    variances: values.slice(0, components),
  };
}

function tooFewComponents(components: number, usable: number): InvalidSettingsError {
  const advice =
    usable === 0 ? 'the cube is constant and cannot be classified' : `ask for ${usable} or fewer`;
  return new InvalidSettingsError(
    'too-few-independent-bands',
    `${components} components were asked for, but only ${usable} vary in this cube (constant or repeated bands add none): ${advice}.`,
    { components, usable },
  );
}

/** Eigenvalues, largest first, and eigenvectors as rows with the sign that makes the largest loading positive. */
function symmetricEigen(matrix: Float64Array, size: number): { values: Float64Array; vectors: Float64Array } {
  const decomposition = new EigenvalueDecomposition(Matrix.from1DArray(size, size, matrix), {
    assumeSymmetric: true,
  });
  const order = decomposition.realEigenvalues
    .map((value, index) => ({ value, index }))
    .sort((a, b) => b.value - a.value);
  const vectors = new Float64Array(size * size);
  order.forEach(({ index }, rank) => {
    const column = decomposition.eigenvectorMatrix.getColumn(index);
    const largest = column.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0);
    column.forEach((value, band) => (vectors[rank * size + band] = largest < 0 ? -value : value));
  });
  return { values: Float64Array.from(order, ({ value }) => value), vectors };
}

/**
 * The scene's whitened scores, rows x columns x components, component fastest: every component has mean 0 and
 * variance 1, as scikit-learn's `PCA(whiten=True)` gives and HybridSN's authors use.
 * @throws UnusableDataError where a value is NaN or infinite
 */
export async function applyPca(cube: Cube, pca: Pca, options: ScanOptions = {}): Promise<Float32Array> {
  const { bands, columns } = cube;
  const components = pca.variances.length;
  const scaled = pca.loadings.map((loading, i) => loading / Math.sqrt(pca.variances[Math.floor(i / bands)]));
  const scores = new Float32Array(cube.rows * columns * components);
  const pixel = new Float64Array(bands);
  let at = 0;
  for await (const { row, rows, values } of rowTiles(cube, options)) {
    requireFinite(values, row, columns, bands);
    for (let index = 0; index < rows * columns; index++) {
      for (let band = 0; band < bands; band++) pixel[band] = values[index * bands + band] - pca.mean[band];
      for (let component = 0; component < components; component++) {
        let score = 0;
        for (let band = 0, weight = component * bands; band < bands; band++, weight++)
          score += pixel[band] * scaled[weight];
        scores[at++] = score;
      }
    }
  }
  return scores;
}

export interface PcaJson {
  mean: number[];
  loadings: number[];
  variances: number[];
}

/** JSON writes doubles so that they read back exactly. */
export function pcaToJson({ mean, loadings, variances }: Pca): PcaJson {
  return { mean: [...mean], loadings: [...loadings], variances: [...variances] };
}

export function pcaFromJson({ mean, loadings, variances }: PcaJson): Pca {
  return {
    mean: Float64Array.from(mean),
    loadings: Float64Array.from(loadings),
    variances: Float64Array.from(variances),
  };
}
