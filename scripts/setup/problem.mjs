/** What stops the set-up, said in one sentence that tells what to do. */
export class SetUpProblem extends Error {
  constructor(sentence) {
    super(sentence);
    this.name = 'SetUpProblem';
  }
}

const causes = [
  { pattern: /ENOSPC|No space left on device|Errno 28|EDQUOT|Disk quota exceeded/, sentence: diskFull },
  {
    pattern:
      /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|name resolution|Network is unreachable|establish a new connection|Connection (?:timed out|refused|reset)|Max retries exceeded|Read timed out|ProxyError/,
    sentence: noNetwork,
  },
  {
    pattern: /CERTIFICATE_VERIFY_FAILED|SELF_SIGNED_CERT|UNABLE_TO_(?:GET|VERIFY)_/,
    sentence: badCertificate,
  },
];

export function diskFull(what, folder) {
  return `The disk is full, so ${what} failed: make room for about 3 GB in ${folder} and run the command again.`;
}

function noNetwork(what) {
  return `The network is not reached, so ${what} failed: connect (behind a proxy, set HTTPS_PROXY) and run the command again.`;
}

function badCertificate(what) {
  return `A secure connection was refused, so ${what} failed: have this machine's certificates put in order (behind a company proxy, NODE_EXTRA_CA_CERTS and PIP_CERT name its certificate) and run the command again.`;
}

/**
 * The problem behind a command's output.
 * @param {string} what a gerund: "installing the npm packages"
 * @param {{ output: string, logFile: string, timedOut?: boolean, code?: number | null, signal?: string | null }} result
 * @param {string} folder where room is needed when the disk is full
 */
export function problemFrom(what, result, folder) {
  const known = causes.find(({ pattern }) => pattern.test(result.output));
  if (known) return new SetUpProblem(known.sentence(what, folder));
  if (result.timedOut) return new SetUpProblem(noNetwork(what));
  const reason = mostTellingLine(result.output) ?? `it ended with ${result.signal ?? `code ${result.code}`}`;
  return new SetUpProblem(
    `${capitalized(what)} failed (${reason}): see ${result.logFile}, and run the command again once that is put right.`,
  );
}

/** How the programs that we run name what went wrong, the plainest first. */
const tellingLines = [
  /^\[[A-Z_]+\] /,
  /(?:^|\s)(?:fatal )?error: /i,
  /^npm (?:error|ERR!) (?!code |errno |syscall |path |Run |A complete log)\S/,
  /^\w*Error: /,
  /\berror\b|ERR!/i,
];

/** @returns {string | undefined} the line of a program's output that tells most, without its prefix */
export function mostTellingLine(output) {
  const lines = output
    .split(/[\r\n]+/)
    .map((line) => line.replace(ansiCodes, '').trim())
    .filter((line) => line !== '' && !/^at /.test(line));
  const pattern = tellingLines.find((candidate) => lines.some((line) => candidate.test(line)));
  const line = pattern ? lines.find((candidate) => pattern.test(candidate)) : lines.at(-1);
  return line
    ?.replace(/^(?:npm (?:error|ERR!)|gyp ERR!|ERROR:|error:)\s*/i, '')
    .replace(/[.:]$/, '')
    .slice(0, 200);
}

const ansiCodes = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');

/** The one sentence for anything thrown while setting up. */
export function sentenceFor(error, cache) {
  if (error instanceof SetUpProblem) return error.message;
  if (error?.code === 'ENOSPC' || error?.code === 'EDQUOT') return diskFull('the set-up', cache);
  if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'].includes(error?.code)) {
    return `${error.path ?? cache} cannot be written (${error.code}): make it a folder of yours, or name another cache folder in BANDSCAPE_CACHE, and run the command again.`;
  }
  return `The set-up met an unexpected problem (${error?.message ?? error}): run the command again, and if it stays, delete ${cache} and node_modules first.`;
}

function capitalized(text) {
  return text[0].toUpperCase() + text.slice(1);
}
