import { describe, expect, test } from 'vitest';
import { atCursor, shown } from '../../../test/support/cursor.ts';
import { cursorIn } from '../../../test/support/navigated.ts';
import { definition } from './definition.ts';
import { references } from './references.ts';

describe('definition', () => {
  const check = (name: string, piece: string) => {
    const at = atCursor(cursorIn(name, piece));
    return shown(at, definition(at.analysis, at.path, at.offset)?.targets ?? []);
  };

  test('of an entry: its mount, its store and its user', () => {
    expect(check('persist.nix', '"Documents"')).toEqual([
      'hardware.nix: "/persist"',
      'hardware.nix: bird',
      'own.nix: bird',
      'persist.nix: "/persist"',
    ]);
  });

  test('of a store its mount, and back', () => {
    expect(check('persist.nix', '"/persist" = {')).toEqual(['hardware.nix: "/persist"']);
    expect(check('hardware.nix', '"/persist" = {')).toEqual(['persist.nix: "/persist"']);
  });

  test('of a user where it is declared', () => {
    expect(check('persist.nix', 'bird = {')).toEqual(['hardware.nix: bird', 'own.nix: bird']);
  });

  test('of a path the file', () => {
    expect(check('configuration.nix', './persist.nix')).toEqual(['persist.nix: ']);
  });

  test('of an own option where its entries are fed on', () => {
    expect(check('own.nix', 'directories = [ "')).toEqual(['persist.nix: directories']);
  });

  test('of anything else nothing', () => {
    expect(check('hardware.nix', 'isNormalUser')).toEqual([]);
  });
});

describe('references', () => {
  const check = (name: string, piece: string) => {
    const at = atCursor(cursorIn(name, piece));
    return shown(at, references(at.analysis, at.path, at.offset));
  };

  test('of a store across files, parts of strings included', () => {
    expect(check('persist.nix', '"/persist" = {')).toEqual([
      'hardware.nix: "/persist"',
      'hardware.nix: /persist',
      'own.nix: /persist',
      'persist.nix: "/persist"',
    ]);
  });

  test('of a user', () => {
    expect(check('hardware.nix', 'bird = {')).toEqual(['hardware.nix: bird', 'own.nix: bird', 'persist.nix: bird']);
  });
});
