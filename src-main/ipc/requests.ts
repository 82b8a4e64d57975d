import * as v from 'valibot';
import type { Answer, IpcCallName, IpcCalls } from '@shared/ipc';
import { BandscapeError, EngineError, toErrorReport } from '../engine/errors';
import { isPageAddress } from '../window/page-file';
import { REQUEST_SCHEMAS } from './schemas';

export type Handlers = {
  [K in IpcCallName]: (parameters: IpcCalls[K]['parameters']) => Promise<IpcCalls[K]['result']>;
};

/** The part of Electron's frame that says who is calling. */
export interface SenderFrame {
  url: string;
  parent: unknown;
}

/**
 * Answers one request of the page: first who asks, then what, then the handler. Never throws.
 * @param frame the calling frame, null where it is gone already
 * @param isOurWindow whether the frame belongs to the program's own window
 * @param developmentUrl the dev server's address, where the page comes from there
 */
export async function answerRequest<K extends IpcCallName>(
  name: K,
  parameters: unknown,
  sender: { frame: SenderFrame | null; isOurWindow: boolean; developmentUrl?: string },
  handlers: Handlers,
): Promise<Answer<IpcCalls[K]['result']>> {
  try {
    checkSender(sender);
    return { ok: true, value: await handlers[name](parseRequest(name, parameters)) };
  } catch (error) {
    return { ok: false, error: toErrorReport(error) };
  }
}

/** @throws EngineError `refused-sender` unless the top frame of our window, showing our page, is asking */
function checkSender(sender: {
  frame: SenderFrame | null;
  isOurWindow: boolean;
  developmentUrl?: string;
}): void {
  const { frame, isOurWindow, developmentUrl } = sender;
  const isOurPage =
    frame !== null &&
    (isPageAddress(frame.url) || (developmentUrl !== undefined && frame.url.startsWith(developmentUrl)));
  if (!isOurWindow || !isOurPage || frame.parent !== null) {
    throw new EngineError(
      'refused-sender',
      'A request that did not come from the Bandscape window was refused.',
    );
  }
}

/** @throws EngineError `invalid-request` naming the parameter that is wrong */
export function parseRequest<K extends IpcCallName>(name: K, parameters: unknown): IpcCalls[K]['parameters'] {
  if (!isPlain(parameters)) throw refusal(name, 'parameters', 'not a plain object');
  try {
    return v.parse(REQUEST_SCHEMAS[name] as v.GenericSchema<unknown, IpcCalls[K]['parameters']>, parameters);
  } catch (error) {
    if (error instanceof BandscapeError || !v.isValiError(error)) throw error;
    const [issue] = error.issues;
    throw refusal(name, v.getDotPath(issue) ?? 'parameters', issue.message);
  }
}

/** The schema library takes a list or a map for an object without fields. */
function isPlain(parameters: unknown): boolean {
  return (
    typeof parameters !== 'object' ||
    parameters === null ||
    Object.getPrototypeOf(parameters) === Object.prototype
  );
}

function refusal(request: string, parameter: string, reason: string): EngineError {
  return new EngineError(
    'invalid-request',
    `The window's request "${request}" was refused, because its "${parameter}" is not as agreed: ${reason}.`,
    { request, parameter },
  );
}
