import { expect, test } from 'vitest';
import { found, system } from '../../../../test/rules/found.ts';

const id = 'dead-entry';

const list = (path: string, rest = '') =>
  system(`${rest}\n  environment.persistence."/p".directories = [ "${path}" "/var/lib/nixos" ];`);
test('a service that is on, off, or turned on by others', () => {
  expect(found(id, list('/var/lib/jellyfin'))).toEqual(['4 hint']);
  expect(found(id, list('/var/lib/jellyfin', '  services.jellyfin.enable = true;'))).toEqual([]);
  expect(found(id, list('/var/lib/upower'))).toEqual([]);
});
test('a service that others turn on, but that somebody turned off', () => {
  expect(found(id, list('/var/lib/bluetooth'))).toEqual([]);
  expect(found(id, list('/var/lib/bluetooth', '  hardware.bluetooth.enable = false;'))).toEqual(['4 hint']);
  const byDefault = {
    'configuration.nix':
      '{ lib, ... }: {\n  imports = [ <impermanence/nixos.nix> ];\n  hardware.bluetooth.enable = lib.mkDefault false;\n  environment.persistence."/p".directories = [ "/var/lib/bluetooth" "/var/lib/nixos" ];\n}',
  };
  expect(found(id, byDefault)).toEqual([]);
});
test('paths of nobody, and of everybody', () => {
  for (const path of ['/srv', '/var/log', '/var/lib/systemd', '/etc/ssh']) expect(found(id, list(path))).toEqual([]);
});
test('a module alone', () =>
  expect(found(id, '{ environment.persistence."/p".directories = [ "/var/lib/jellyfin" ]; }')).toEqual([]));
test('what hwclock writes by itself', () => {
  expect(found(id, system('  environment.persistence."/p".files = [ "/etc/adjtime" ];'))).toEqual([]);
});
test('a place that a container has, or a rule makes', () => {
  const unifi = (rest: string) => found(id, list('/var/lib/unifi', rest));
  expect(unifi('')).toEqual(['4 hint']);
  const container = (volume: string) =>
    unifi(`  virtualisation.oci-containers.containers.a = { image = "a"; volumes = [ "${volume}" ]; };`);
  expect(container('/var/lib/unifi/data:/unifi')).toEqual([]);
  expect(container('/srv/unifi:/var/lib/unifi')).toEqual(['4 hint']);
  expect(unifi('  systemd.tmpfiles.rules = [ "d /var/lib/unifi 0750 1000 1000 -" ];')).toEqual([]);
});
test('where the state of a service lay in earlier versions', () => {
  const requests = (rest: string) => found(id, list('/var/lib/private/jellyseerr', rest));
  expect(requests('')).toEqual(['4 hint']);
  expect(requests('  services.seerr.enable = true;')).toEqual([]);
});
