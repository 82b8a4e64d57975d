import type { Report } from '@shared/report';

/** The three figures in one line, in per cent. */
export function figuresText({ oa, aa, kappa }: Pick<Report, 'oa' | 'aa' | 'kappa'>): string {
  const [o, a, k] = [oa, aa, kappa].map((figure) => (100 * figure).toFixed(2));
  return `OA ${o} %, AA ${a} %, kappa ${k}`;
}
