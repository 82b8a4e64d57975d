import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import type { Cube } from '../cube/cube';
import { InvalidSettingsError, UnusableDataError } from '../errors';
import { pixelMoments, type MomentsOptions } from './covariance';

/** A fitted principal component analysis. */
export interface Pca {
  /** Mean of each band. */
  mean: Float64Array;
  /** components x bands; every row has length 1, and its largest loading is positive. */
  loadings: Float64Array;
  /** Variance along each component, largest first. */
  variances: Float64Array;
  /** 0-based bands that have the same value at every pixel: they add nothing. */
  constantBands: number[];
}

/** A component whose variance is a smaller share of the largest than this is rounding noise. */
const LEAST_VARIANCE_SHARE = 1e-12;

/**
 * Fits a PCA on every pixel of the scene, labelled or not (which makes what follows transductive), or on some of
 * them, from the covariance's eigenvectors. Same components as scikit-learn's `PCA`, signs by a fixed rule.
 * @param components how many to keep
 * @throws InvalidSettingsError where the scene has fewer bands, or fewer bands that vary independently
 * @throws UnusableDataError where a value is NaN or infinite, or too large for its square to be finite
 */
export async function fitPca(cube: Cube, components: number, options: MomentsOptions = {}): Promise<Pca> {
  const { bands } = cube;
  if (components > bands) {
    throw new InvalidSettingsError(
      'components-exceed-bands',
      `${components} components were asked for, but the cube has only ${bands} bands: ask for ${bands} or fewer.`,
      { components, bands },
    );
  }
  const { mean, covariance } = await pixelMoments(cube, options);
  if (!covariance.every((value) => Number.isFinite(value))) throw tooLarge();
  const { values, vectors } = symmetricEigen(covariance, bands);
  const usable = values.filter((value) => value > LEAST_VARIANCE_SHARE * values[0] && value > 0).length;
  if (usable < components) throw tooFewComponents(components, usable);
  return {
    mean,
    loadings: vectors.slice(0, components * bands),
    variances: values.slice(0, components),
    constantBands: Array.from(mean.keys()).filter((band) => covariance[band * bands + band] === 0),
  };
}

function tooLarge(): UnusableDataError {
  return new UnusableDataError(
    'values-too-large',
    'The cube holds values so large that their squares cannot be computed: scale them down, or replace the value that ' +
      'stands for missing pixels.',
  );
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

export interface PcaJson {
  mean: number[];
  loadings: number[];
  variances: number[];
  constantBands: number[];
}

/** JSON writes doubles so that they read back exactly. */
export function pcaToJson({ mean, loadings, variances, constantBands }: Pca): PcaJson {
  return { mean: [...mean], loadings: [...loadings], variances: [...variances], constantBands };
}

export function pcaFromJson({ mean, loadings, variances, constantBands }: PcaJson): Pca {
  return {
    mean: Float64Array.from(mean),
    loadings: Float64Array.from(loadings),
    variances: Float64Array.from(variances),
    constantBands,
  };
}
