import { expect, test } from 'vitest';
import type { MenuItemConstructorOptions } from 'electron';
import type { Language } from '@shared/ipc';
import type { MenuCommand } from '@shared/menu-command';
import { menuCommands, menuTemplate } from '../../../src-main/menu/menu';

function itemsIn(language: Language, sent: MenuCommand[] = [], isDevelopment = false) {
  const menus = menuTemplate({
    language,
    isDevelopment,
    isOffered: (command) => command !== 'stop',
    send: (command) => sent.push(command),
  });
  return menus.flatMap((menu) => [menu, ...(menu.submenu as MenuItemConstructorOptions[])]);
}

test('every command is there once and is sent when it is chosen', () => {
  const sent: MenuCommand[] = [];
  for (const item of itemsIn('en', sent)) (item.click as (() => void) | undefined)?.();
  expect([...sent].sort()).toEqual([...menuCommands].sort());
});

test('every label differs between the languages, and no shortcut is used twice', () => {
  const english = itemsIn('en').map((item) => item.label);
  const chinese = itemsIn('zh-CN').map((item) => item.label);
  english.forEach((label, at) => {
    if (label !== undefined) expect(chinese[at], label).not.toBe(label);
  });
  const shortcuts = itemsIn('en').flatMap((item) => item.accelerator ?? []);
  expect(new Set(shortcuts).size).toBe(shortcuts.length);
});

test('developer tools are offered only in development', () => {
  const hasTools = (isDevelopment: boolean) =>
    itemsIn('en', [], isDevelopment).some((item) => item.role === 'toggleDevTools');
  expect([hasTools(false), hasTools(true)]).toEqual([false, true]);
});

test('a command that would do nothing is not offered', () => {
  const offered = (id: string) => itemsIn('en').find((item) => item.id === id)?.enabled;
  expect([offered('stop'), offered('train')]).toEqual([false, true]);
});
