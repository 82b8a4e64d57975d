export interface BandStatistics {
  minimum: number;
  maximum: number;
  mean: number;
  standardDeviation: number;
  /** The values below which 2 % and 98 % of the values lie. */
  percentile2: number;
  percentile98: number;
}
