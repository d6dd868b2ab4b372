import { describe, expect, test } from 'vitest';
import { defaultSettings } from '../protocol.ts';
import { checkSettings } from './settings.ts';

describe('checkSettings', () => {
  test('takes both shapes that clients send', () => {
    for (const given of [{ 'codeLens.enable': false }, { codeLens: { enable: false } }]) {
      expect(checkSettings(given)).toEqual({
        settings: { ...defaultSettings, 'codeLens.enable': false },
        complaints: [],
      });
    }
  });

  test.each([
    [{ codeLens: 3 }, 'the setting impermanence.codeLens must be an object, not 3'],
    [{ inlayHints: [true] }, 'the setting impermanence.inlayHints must be an object, not [true]'],
    [{ codeLens: { enable: 'no' } }, 'the setting impermanence.codeLens.enable must be true or false, not "no"'],
    [7, 'the setting impermanence must be an object, not 7'],
  ])('%j is named, and the default holds', (given, complaint) => {
    expect(checkSettings(given)).toEqual({ settings: defaultSettings, complaints: [complaint] });
  });

  test('what is not there is no complaint', () => {
    for (const given of [{}, { codeLens: null }, { codeLens: {} }, null]) {
      expect(checkSettings(given)).toEqual({ settings: defaultSettings, complaints: [] });
    }
  });
});
