import { describe, expect, it } from 'vitest';
import { sentenceForEnd, windowEnvironment } from '../../scripts/setup/open-window.mjs';

const electron = '/cache/electron';
const sentence = (end: Parameters<typeof sentenceForEnd>[0], complaints = '') =>
  sentenceForEnd(end, complaints, electron, { DISPLAY: ':5' });

describe('the end of the window', () => {
  it('is no news when it was closed, ended on request or by a signal meant for it', () => {
    expect(sentence({ code: 0, signal: null })).toBeUndefined();
    expect(sentence({ code: 3, signal: null })).toBeUndefined();
    expect(sentence({ code: null, signal: 'SIGINT' })).toBeUndefined();
  });

  it('names the display that does not answer, however Electron takes it', () => {
    const complaint = '[1:0522/1.2:ERROR:ozone_platform_x11.cc(239)] Missing X server or $DISPLAY';
    for (const end of [
      { code: 1, signal: null },
      { code: null, signal: 'SIGABRT' },
    ]) {
      expect(sentence(end, complaint)).toMatch(/^The display :5 does not answer: set DISPLAY/);
    }
  });

  it('names a crash', () => {
    expect(sentence({ code: null, signal: 'SIGSEGV' })).toMatch(/^The window ended unexpectedly \(SIGSEGV\)/);
  });

  it('names a runtime that cannot be started', () => {
    const error = new Error('spawn EACCES');
    expect(sentence({ error })).toBe(
      'Electron cannot be started (spawn EACCES): delete /cache/electron and run the command again.',
    );
  });
});

describe('the environment of the window', () => {
  it("has TensorFlow's settings, a person's own before ours, and never runs Electron as Node", () => {
    const environment = windowEnvironment({ TF_ENABLE_ONEDNN_OPTS: '0', ELECTRON_RUN_AS_NODE: '1' });
    expect(environment).toEqual({ TF_ENABLE_ONEDNN_OPTS: '0', TF_CPP_MIN_LOG_LEVEL: '2' });
  });
});
