import { describe, expect, test } from 'vitest';
import { createContext } from '../../server/src/nix/modules/context.ts';
import { type Files, root, workspaceOf } from '../support/folder.ts';
import { absolute, memorySources } from '../support/memorySources.ts';
import { lon, niv, npins } from '../support/pins.ts';

const pins = {
  nixpkgs: { follows: 'NixOS/nixpkgs/nixos-25.05' },
  'home-manager': { follows: 'nix-community/home-manager/release-25.05' },
};

/** The value of a file `x.nix` beside other files: for an outside place what is known of where it lies. */
function given(files: Files, expression: string) {
  const sources = memorySources({ ...files, 'x.nix': expression });
  const context = createContext(sources, () => ({}));
  const value = context.evaluation.importFile(absolute('x.nix'));
  if (value.kind === 'string') return value.text;
  const place = value.kind === 'unknown' ? value.external : undefined;
  if (place?.source.kind !== 'fetched') return value.kind;
  return `${place.source.pin?.tool} ${place.source.ref}${place.subpath}`;
}

test('pins that change are read again', () => {
  const config = `let sources = import ./npins; in {
    imports = [ (sources.home-manager + "/nixos") ];
    nixpkgs.pkgs = import sources.nixpkgs { };
    home-manager.users.mira.home.stateVersion = "24.05";
  }`;
  const workspace = workspaceOf({ 'configuration.nix': config, ...npins(pins) });
  const releases = () => {
    const model = workspace.analyse().hosts[0]?.model;
    return [model?.releases.nixpkgs.release, model?.releases.homeManager.release];
  };
  expect(releases()).toEqual(['25.05', '25.05']);
  const newer = npins({ ...pins, 'home-manager': { follows: 'nix-community/home-manager/release-25.11' } });
  workspace.setFile(`${root}/npins/sources.json`, newer['npins/sources.json'] ?? '');
  expect(releases()).toEqual(['25.05', '25.11']);
});

describe('pinned sources', () => {
  test.each([3, 5, 6, 7, 8])('npins %i', (version) => {
    const files = npins(pins, version);
    expect(given(files, '"${(import ./npins).home-manager}/nixos"')).toBe('npins release-25.05/nixos');
    expect(given(files, '(import ./npins).nixpkgs + "/lib"')).toBe('npins nixos-25.05/lib');
    expect(given(files, '(import ./npins/default.nix).nixpkgs.outPath')).toBe('npins nixos-25.05');
    expect(given(files, '(import ./npins).nixpkgs.branch')).toBe('nixos-25.05');
    expect(given(files, '(import ./npins).nixpkgs.repository.owner')).toBe('NixOS');
    expect(given(files, 'toString (import ./npins).nixpkgs')).toBe('npins nixos-25.05');
  });

  test('npins with settings, and pins that packages fetch', () => {
    expect(given(npins(pins), '(import ./npins { }).nixpkgs.outPath')).toBe('npins nixos-25.05');
    expect(given(npins(pins), '((import ./npins).nixpkgs { pkgs = null; }).outPath')).toBe('npins nixos-25.05');
    const other = npins({ nixpkgs: { channel: 'nixos-24.11' } })['npins/sources.json'] ?? '';
    const files = { ...npins(pins), 'other.json': other };
    expect(given(files, '(import ./npins { input = ./other.json; }).nixpkgs.outPath')).toBe('npins nixos-24.11');
  });

  test('niv and lon', () => {
    expect(given(niv(pins), '"${(import ./nix/sources.nix).nixpkgs}/x"')).toBe('niv nixos-25.05/x');
    expect(given(niv(pins), '(import ./nix/sources.nix { }).nixpkgs.rev')).toBe('a'.repeat(40));
    expect(given(lon(pins), '(import ./lon.nix).nixpkgs + "/x"')).toBe('lon nixos-25.05/x');
  });

  test('files of the same names that a person wrote are evaluated', () => {
    const data = npins(pins)['npins/sources.json'] ?? '';
    expect(
      given({ 'npins/default.nix': '{ nixpkgs = "mine"; }', 'npins/sources.json': data }, '(import ./npins).nixpkgs'),
    ).toBe('mine');
    expect(given({ 'nix/sources.nix': '{ nixpkgs = "mine"; }' }, '(import ./nix/sources.nix).nixpkgs')).toBe('mine');
  });

  test('without its data the file is evaluated, too', () => {
    const { 'npins/default.nix': text = '' } = npins(pins);
    expect(given({ 'npins/default.nix': text }, '(import ./npins).nixpkgs')).toBe('failure');
    expect(given({ 'npins/default.nix': text, 'npins/sources.json': '{' }, '(import ./npins).nixpkgs')).toBe('failure');
  });
});
