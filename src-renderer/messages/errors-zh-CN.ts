import type { ErrorReportLike } from '@shared/scene';

type Details = ErrorReportLike['details'];

/** The engine's errors in Simplified Chinese, by code. */
export const errorsZhCN: Record<string, (details: Details) => string> = {
  unexpected: ({ reason }) => `Bandscape 遇到意外问题：${reason}`,
};
