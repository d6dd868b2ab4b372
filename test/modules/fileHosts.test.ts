import { describe, expect, test } from 'vitest';
import { analysisOf, type Files } from '../support/folder.ts';
import { npins } from '../support/pins.ts';

const pins = npins({
  nixpkgs: { channel: 'nixos-25.05' },
  unstable: { follows: 'NixOS/nixpkgs/nixos-unstable' },
  'home-manager': { follows: 'nix-community/home-manager/release-25.05' },
});

/** The hosts of a project as "name kind nixpkgs domain", the last where it is set. */
function hosts(files: Files): readonly string[] {
  const analysis = analysisOf({ ...pins, ...files });
  expect(analysis.defects).toEqual([]);
  return analysis.hosts.map(({ model }) => {
    const { name, kind } = model.host;
    const domain = model.configuration.lookup(['networking', 'domain']);
    return [name, kind, model.releases.nixpkgs.release, domain.kind === 'string' ? domain.text : ''].join(' ').trim();
  });
}

const evalConfig = '(import (sources.nixpkgs + "/nixos/lib/eval-config.nix"))';
const module = '{ networking.domain = "example.org"; }';

describe('hosts that default.nix makes', () => {
  test('with eval-config.nix, in its attributes and below', () => {
    const of = (body: string) => ({ 'default.nix': `let sources = import ./npins; in ${body}`, 'box.nix': module });
    const system = `${evalConfig} { modules = [ ./box.nix ]; specialArgs = { inherit sources; }; }`;
    expect(hosts(of(`{ box = ${system}; shell = 1; }`))).toEqual(['box nixos 25.05 example.org']);
    expect(hosts(of(`{ nixosConfigurations.box = ${system}; }`))).toEqual(['box nixos 25.05 example.org']);
    expect(hosts(of(`{ hosts = builtins.mapAttrs (name: _: ${system}) { a = 1; b = 2; }; }`))).toEqual([
      'a nixos 25.05 example.org',
      'b nixos 25.05 example.org',
    ]);
    expect(hosts(of(system))).toEqual(['project nixos 25.05 example.org']);
  });

  test('with nixpkgs/nixos, from arguments with defaults', () => {
    const text = `{ sources ? import ./npins }:
      (import "\${sources.unstable}/nixos" { configuration = ./configuration.nix; }).system`;
    const files = { 'default.nix': text, 'configuration.nix': `{ imports = [ ./box.nix ]; }`, 'box.nix': module };
    expect(hosts(files)).toEqual(['project nixos unstable example.org']);
  });

  test('a configuration.nix that they have is no host besides; another one is', () => {
    const files = {
      'default.nix': `let sources = import ./npins; in {
        box = ${evalConfig} { modules = [ { imports = [ ./hosts/box/configuration.nix ]; } ]; };
      }`,
      'hosts/box/configuration.nix': module,
      'hosts/other/configuration.nix': '{ networking.domain = "example.net"; }',
    };
    expect(hosts(files)).toEqual(['box nixos 25.05 example.org', 'other nixos  example.net']);
  });

  test('homes', () => {
    const files = {
      'default.nix': `let sources = import ./npins; pkgs = import sources.nixpkgs { }; in {
        mira = (import (sources.home-manager + "/lib") { inherit (pkgs) lib; }).homeManagerConfiguration { inherit pkgs; modules = [ ]; };
      }`,
    };
    expect(hosts(files)).toEqual(['mira home 25.05']);
    expect(analysisOf({ ...pins, ...files }).hosts[0]?.model.releases.homeManager.release).toBe('25.05');
  });

  test('of colmena in hive.nix', () => {
    const files = {
      'hive.nix': `let sources = import ./npins; in {
        meta.nixpkgs = import sources.nixpkgs { };
        meta.nodeNixpkgs.b = sources.unstable;
        defaults = { imports = [ ./box.nix ]; };
        a = { };
        b = { };
      }`,
      'box.nix': module,
    };
    expect(hosts(files)).toEqual(['a nixos 25.05 example.org', 'b nixos unstable example.org']);
  });

  test('not beside a flake, not below the top, and not of packages or modules', () => {
    const system = `let sources = import ../npins; in { box = ${evalConfig} { modules = [ ]; }; }`;
    const config = { 'configuration.nix': '{ networking.hostName = "one"; }' };
    expect(hosts({ ...config, 'sub/default.nix': system })).toEqual(['one nixos']);
    const flake = { 'flake.nix': '{ outputs = _: { }; }', 'default.nix': system.replace('../', './') };
    expect(hosts(flake)).toEqual([]);
    expect(hosts({ ...config, 'default.nix': '{ pkgs ? import <nixpkgs> { } }: { tool = pkgs.hello; }' })).toEqual([
      'one nixos',
    ]);
    expect(hosts({ 'default.nix': '{ imports = [ ]; networking.domain = "example.org"; }' })).toEqual([
      'default.nix module  example.org',
    ]);
  });
});
