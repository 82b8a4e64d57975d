/**
 * Makes a bare Electron runtime behave like Electron's own default app: the first argument that is no switch is
 * the folder of the program to run. So one unpacked runtime in the cache serves every clone and is never changed.
 */
const { app } = require('electron');
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { join, resolve } = require('node:path');

const folder = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (folder === undefined) {
  process.stderr.write('Name the folder of the program to run.\n');
  process.exit(1);
}
const program = resolve(folder);
const { main, name, productName, version } = JSON.parse(readFileSync(join(program, 'package.json'), 'utf8'));

app.setName(productName || name);
app.setVersion(version);
app.setAppPath(program);
process.defaultApp = true;
Module._load(join(program, main), Module, true);
