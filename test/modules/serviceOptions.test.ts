import { expect, test } from 'vitest';
import { at, configure } from '../support/configure.ts';

function read(module: string, path: string): unknown {
  return at(configure(module), path);
}

test('what is asked of a service that nobody mentions', () => {
  const module =
    '{ config, ... }: { users.motd = "${config.services.mysql.user}:${config.services.forgejo.stateDir}"; }';
  expect(read(module, 'users.motd')).toBe('mysql:/var/lib/forgejo');
  expect(read('{ }', 'services.jellyfin.enable')).toBe(false);
  expect(read('{ }', 'services.mysql.enable')).not.toBe(false);
  expect(read('{ services.sonarr = { enable = true; dataDir = "/x"; }; }', 'services.sonarr.dataDir')).toBe('/x');
});

test('other options of it are not known, and sets of its own stay what they are', () => {
  expect(read('{ config, ... }: { users.motd = config.services.forgejo.lfs.contentDir; }', 'users.motd')).toMatchObject(
    {
      '<unknown>': expect.stringContaining('services.forgejo'),
    },
  );
  expect(read('{ services.forgejo.settings.a.b = 1; }', 'services.forgejo.settings.a.b')).toBe(1);
});

test('a module of the configuration in place of the one in nixpkgs has its own defaults', () => {
  const module = (value: string) => `{ lib, config, ... }: {
    options.services.kavita.dataDir = lib.mkOption { type = lib.types.str; ${value} };
    config.users.motd = config.services.kavita.dataDir;
  }`;
  expect(read(module('default = "/own";'), 'users.motd')).toBe('/own');
});
