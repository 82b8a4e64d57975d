/**
 * Kept free of imports and of new syntax: it must be able to say its sentence on the Node that is too old.
 * 20.19 and 22.12 are the first of their lines that load ECMAScript modules with `require`, which the
 * build tools and Electron's installer rely on.
 */
export function nodeIsNewEnough(version) {
  const parts = version.replace(/^v/, '').split('.').map(Number);
  if (parts[0] === 20) return parts[1] >= 19;
  if (parts[0] === 22) return parts[1] >= 12;
  return parts[0] > 22;
}

/** Ends the process with one sentence where this Node cannot run the set-up. */
export function requireNode() {
  if (nodeIsNewEnough(process.version)) return;
  console.error(
    `Bandscape needs Node.js 20.19 or newer (22.12 in the 22 line) and this is ${process.version}: ` +
      'install a newer Node.js, for example with "nvm install 22", and run the command again.',
  );
  process.exit(1);
}
