import { expect, test } from 'vitest';
import { found, system } from '../../../../test/rules/found.ts';

const id = 'dynamic-user-path';

const entry = (path: string, rest: string) => `{ ${rest} environment.persistence."/p".directories = [ "${path}" ]; }`;
test('only where the service is on', () => {
  expect(found(id, entry('/var/lib/ntfy-sh', 'services.ntfy-sh.enable = true;'))).toEqual(['1 warning']);
  expect(found(id, entry('/var/lib/ntfy-sh', ''))).toEqual([]);
  expect(found(id, entry('/var/lib/private/ntfy-sh', 'services.ntfy-sh.enable = true;'))).toEqual([]);
  expect(found(id, entry('/var/lib/ntfy-sh', 'services.ntfy-sh.enable = false;'))).toEqual([]);
});
test('a service that was given a user of its own', () => {
  const own = (unit: string, config: string) =>
    entry(
      '/var/lib/ntfy-sh',
      `services.ntfy-sh.enable = true; systemd.services.${unit}.serviceConfig = { ${config} };`,
    );
  const withLib = (text: string) => `{ lib, ... }: ${text}`;
  expect(found(id, withLib(own('ntfy-sh', 'DynamicUser = lib.mkForce false; User = "x";')))).toEqual([]);
  expect(found(id, withLib(own('notes', 'DynamicUser = lib.mkForce false; User = lib.mkForce "ntfy-sh";')))).toEqual(
    [],
  );
  expect(found(id, own('other', 'DynamicUser = false;'))).toEqual(['1 warning']);
  expect(found(id, own('ntfy-sh', 'Restart = "always";'))).toEqual(['1 warning']);
});
test('a user given by the option of the service stays', () => {
  const ollama = (user: string) =>
    found(
      id,
      system(
        `  services.ollama = { enable = true; ${user} };\n  environment.persistence."/p".directories = [ "/var/lib/ollama" ];`,
      ),
    );
  expect(ollama('')).toEqual(['4 warning']);
  expect(ollama('user = null;')).toEqual(['4 warning']);
  expect(ollama('user = "ollama";')).toEqual([]);
});
test('a service of the configuration itself', () => {
  const bot = (config: string) =>
    entry('/var/lib/bot', `systemd.services.bot.serviceConfig = { StateDirectory = [ "cache" "bot" ]; ${config} };`);
  expect(found(id, bot('DynamicUser = true;'))).toEqual(['1 warning']);
  expect(found(id, bot('DynamicUser = false;'))).toEqual([]);
  expect(found(id, bot('User = "bot";'))).toEqual([]);
  expect(found(id, bot('DynamicUser = (import <x>);'))).toEqual([]);
  expect(
    found(
      id,
      entry('/var/lib/bot', 'systemd.services.bot.serviceConfig = { DynamicUser = true; CacheDirectory = "bot"; };'),
    ),
  ).toEqual([]);
});
test('a known service whose unit is changed is told once', () => {
  const changed =
    'services.ntfy-sh.enable = true; systemd.services.ntfy-sh.serviceConfig = { DynamicUser = true; StateDirectory = "ntfy-sh"; };';
  expect(found(id, entry('/var/lib/ntfy-sh', changed))).toEqual(['1 warning']);
});
