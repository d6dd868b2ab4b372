import { describe, expect, test } from 'vitest';
import { see } from '../support/models.ts';

const inUse = '{ imports = [ ./own.nix IMPORTS ]; environment.persistence."/p".directories = [ "/var/lib/x" ]; }';

function own(type: string): string {
  return `{ lib, ... }: {
    options.environment.persistence = lib.mkOption { default = { }; type = ${type}; };
  }`;
}

const links = own('lib.types.attrsOf (lib.types.submodule { options.links = lib.mkOption { default = [ ]; }; })');

describe('an option of the configuration’s own', () => {
  test('says nothing about what is kept, so nobody knows that', () => {
    for (const text of [own('lib.types.anything'), links]) {
      const { model, entries } = see({ 'configuration.nix': inUse.replace('IMPORTS', ''), 'own.nix': text });
      expect(entries).toEqual([]);
      expect(model.stores).toEqual([]);
      expect(model.open).toBe(true);
    }
  });

  test('is that also where imports cannot be followed', () => {
    const { model } = see({ 'configuration.nix': inUse.replace('IMPORTS', '<elsewhere/x.nix>'), 'own.nix': links });
    expect(model.stores).toEqual([]);
  });

  test('extends that of the module where the module is imported', () => {
    const { model, entries } = see({
      'configuration.nix': inUse.replace('IMPORTS', '<impermanence/nixos.nix>'),
      'own.nix': links.replace('default = { };', ''),
    });
    expect(entries).toEqual(['directory /var/lib/x <- /p system']);
    expect(model.open).toBe(false);
  });

  test('may be a copy of the module', () => {
    const copy = links.replace('options.links =', 'options.hideMounts =');
    const { model, entries } = see({ 'configuration.nix': inUse.replace('IMPORTS', ''), 'own.nix': copy });
    expect(entries).toEqual(['directory /var/lib/x <- /p system']);
    expect(model.open).toBe(false);
  });

  test('of a home may be handed on to the system', () => {
    const { model, entries } = see(
      {
        'configuration.nix': `{ config, ... }: {
          imports = [ <home-manager/nixos> <impermanence/nixos.nix> ];
          users.users.bird.isNormalUser = true;
          home-manager.users.bird = { lib, ... }: {
            options.home.persistence = lib.mkOption { type = lib.types.attrsOf lib.types.attrs; default = { }; };
            config.home.persistence."/p".directories = [ "nest" ];
          };
          environment.persistence."/p".users.bird = config.home-manager.users.bird.home.persistence."/p";
        }`,
      },
      { assumeEra: 'v1-late' },
    );
    expect(entries).toEqual(['directory /home/bird/nest <- /p user:bird']);
    expect(model.stores.map(({ scope }) => scope.kind)).toEqual(['system']);
  });

  test('of a home is that of the module only where the system has it', () => {
    const home = `{ lib, ... }: {
      options.home.persistence = lib.mkOption { type = lib.types.attrsOf lib.types.anything; default = { }; };
      config.home.persistence."/p".directories = [ "nest" ];
    }`;
    const stores = (modules: string) =>
      see({
        'configuration.nix': `{ imports = [ <home-manager/nixos> ${modules} ]; home-manager.users.bird = ./home.nix; }`,
        'home.nix': home,
      }).model.stores.length;
    expect(stores('')).toBe(0);
    expect(stores('<impermanence/nixos.nix>')).toBe(1);
  });

  test('adds to that of the module where it takes no entries itself', () => {
    const text = `{ lib, config, ... }: {
      options.environment.persistence = lib.mkOption {
        type = lib.types.attrsOf (lib.types.submodule ({ config, ... }: {
          options.marks = lib.mkEnableOption "a file in each directory";
          config.files = lib.mkIf config.marks (map (each: each.dirPath + "/.keep") config.directories);
        }));
      };
      config.environment.persistence."/p".marks = true;
    }`;
    const lone = (own: string) => see({ 'configuration.nix': inUse.replace('IMPORTS', ''), 'own.nix': own }).entries;
    expect(lone(text)).toEqual(['directory /var/lib/x <- /p system', 'file /var/lib/x/.keep <- /p system']);
    expect(lone(text.replace('options.marks', 'freeformType = lib.types.attrs; options.marks'))).toEqual([]);
    expect(lone(text.replace('options.marks', 'options.files = lib.mkOption { }; options.marks'))).toEqual([]);
  });
});
