import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { networks } from '../../../src-main/engine/networks/registry';
import { developmentAddress } from '../../../src-main/window/development';
import { isAllowedLink } from '../../../src-main/window/links';

test.each(networks().map(({ id, paper }) => [id, paper.link]))(
  'the paper of %s can be opened',
  (_id, link) => {
    expect(isAllowedLink(link)).toBe(true);
  },
);

test('the citation of the sample can be opened', () => {
  expect(isAllowedLink('https://doi.org/10.4231/R7RX991C')).toBe(true);
});

test.each([
  'http://doi.org/10.1/x',
  'https://doi.org.evil.example/x',
  'https://evil.example/https://doi.org/',
  'https://user@doi.org/x',
  'https://doi.org:8443/x',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/html,x',
  'smb://doi.org/x',
  'x-custom:go',
  'doi.org/x',
  '',
])('%s is never opened outside', (address) => {
  expect(isAllowedLink(address)).toBe(false);
});

test('the dev server is used only from a source checkout and only on this machine', () => {
  const checkout = mkdtempSync(join(tmpdir(), 'bandscape-checkout-'));
  const serve = (address: string) => developmentAddress(checkout, { ELECTRON_RENDERER_URL: address });
  try {
    expect(serve('http://localhost:5173')).toBeUndefined();
    writeFileSync(join(checkout, 'electron.config.ts'), '');
    expect(serve('http://localhost:5173')).toBe('http://localhost:5173');
    expect(serve('http://localhost.evil.example:5173')).toBeUndefined();
    expect(serve('https://evil.example')).toBeUndefined();
    expect(developmentAddress(checkout, {})).toBeUndefined();
  } finally {
    rmSync(checkout, { recursive: true });
  }
});
