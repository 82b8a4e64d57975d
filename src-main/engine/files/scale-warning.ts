import type { ErrorReportLike } from '@shared/scene';
import { fileName } from './file-errors';

/** Values are given as they are stored, whatever a file says should be done with them. */
export function scaleNotApplied(file: string): ErrorReportLike {
  return {
    code: 'scale-not-applied',
    message:
      `"${fileName(file)}" names a scale or an offset for its bands, which is not applied: the values shown are ` +
      'those that are stored.',
    details: { file },
  };
}
