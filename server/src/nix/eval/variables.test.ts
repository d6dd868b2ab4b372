import { describe, expect, it } from 'vitest';
import { evaluated } from '../../../../test/eval/memory.ts';

const shown = (text: string) => evaluated(text).shown;

describe('`with` around `with`', () => {
  it.each([
    ['with lib; with lib.types; (mkOption { type = str; })._type', '"option"'],
    ['with lib // { mine = 1; }; with lib.types; with lib.strings; mine', '1'],
  ])('%s', (text, expected) => expect(shown(text)).toBe(expected));

  it('does not look past what may have the name', () => {
    expect(shown('with { toml = 1; }; with lib.types; toml')).toMatch(/^unknown/);
    expect(shown('with { mine = 1; }; with import <x>; mine')).toMatch(/^unknown/);
    expect(shown('with lib.types; with lib.lists; ghost')).toMatch(/^unknown/);
    expect(shown('with { toLua = 1; }; with lib.generators; toLua')).toMatch(/^unknown/);
    expect(shown('({ toLua = 1; } // lib.generators).toLua')).toMatch(/^unknown/);
  });

  it('asks the outer one where that is not known either', () => {
    expect(shown('with import <x>; with lib; ghost')).toBe(shown('with import <x>; ghost'));
  });
});
