import { expect, test } from 'vitest';
import { found, mended, wiped } from '../../../../test/rules/found.ts';

const id = 'machine-id-not-stable';

const store = (directories: string, files = '') =>
  `  environment.persistence."/nix/p" = { directories = [ "/var/lib/nixos" ${directories} ]; files = [ ${files} ]; };`;
test('louder where the logs are kept', () => {
  expect(found(id, wiped(store('"/var/log"')))).toEqual(['5 warning']);
  expect(found(id, wiped(store('')))).toEqual(['5 info']);
  expect(found(id, wiped(store('', '"/etc/machine-id"')))).toEqual([]);
  expect(found(id, wiped(store('"/etc"')))).toEqual([]);
});
test('other ways to keep or make it', () => {
  const others = [
    '  environment.etc.machine-id.text = "0123456789abcdef0123456789abcdef";',
    '  environment.etc."machine-id".source = "/nix/p/etc/machine-id";',
    '  systemd.tmpfiles.rules = [ "L /etc/machine-id - - - - /nix/p/etc/machine-id" ];',
    '  boot.initrd.systemd.services.keep.script = "ln -s /nix/p/machine-id /sysroot/etc/machine-id";',
  ];
  for (const other of others) expect(found(id, wiped(`${store('')}\n${other}`))).toEqual([]);
});
test('links to what is emptied itself', () => {
  for (const other of [
    '  environment.etc."machine-id".source = "/var/keep/machine-id";',
    '  systemd.tmpfiles.rules = [ "L+ /etc/machine-id - - - - /var/keep/machine-id" ];',
    '  environment.etc."machine-id" = { enable = false; source = "/nix/p/machine-id"; };',
  ]) {
    expect(found(id, wiped(`${store('')}\n${other}`))).toEqual(['5 info']);
  }
});
test('a kernel parameter says it', () => {
  const parameter = (text: string) => found(id, wiped(`${store('')}\n  boot.kernelParams = [ "quiet" "${text}" ];`));
  expect(parameter('systemd.machine_id=0123456789abcdef0123456789abcdef')).toEqual([]);
  expect(parameter('systemd.show_status=0')).toEqual(['5 info']);
});
test('the journal alone is as loud', () => {
  expect(found(id, wiped(store('"/var/log/journal"')))).toEqual(['5 warning']);
});
test('is added to the list that counts, not to one that is overridden or conditional, and once', () => {
  const modules = (files: string) => ({
    'configuration.nix': `{ lib, config, ... }: {
  imports = [ <impermanence/nixos.nix> ./other.nix ];
  fileSystems."/" = { device = "none"; fsType = "tmpfs"; options = [ "size=1G" "mode=755" ]; };
  fileSystems."/nix" = { device = "/dev/disk/by-label/nix"; fsType = "ext4"; };
  environment.persistence."/nix/p" = { directories = [ "/var/lib/nixos" "/var/log" ]; files = ${files}; };
}`,
    'other.nix': '{ lib, config, ... }: { environment.persistence."/nix/p".files = [ "/srv/b" ]; }',
  });
  expect(mended(id, modules('lib.mkIf config.services.nginx.enable [ "/srv/a" ]'))).toContain(
    '[ "/srv/b" "/etc/machine-id" ]',
  );
  expect(mended(id, modules('lib.mkForce [ "/srv/a" ]'))).toContain('lib.mkForce [ "/srv/a" "/etc/machine-id" ]');
});
test('an /etc in which nothing can be created cannot hold it as an entry', () => {
  const overlay = '  system.etc.overlay = { enable = true; mutable = false; };';
  const files = wiped(`${store('"/var/log"')}\n${overlay}`);
  expect(found(id, files)).toEqual(['5 warning']);
  expect(mended(id, files)).toBe(Object.values(files).join('\n'));
});
test('scripts that link it into a storage', () => {
  const link = (script: string) => found(id, wiped(`${store('')}\n  system.activationScripts.keep = ${script};`));
  expect(link('"ln -sfn /nix/p/etc/machine-id /etc/machine-id"')).toEqual([]);
  expect(link('{ deps = [ ]; text = "ln -s /nix/p/machine-id /etc/"; }')).toEqual([]);
  expect(link('"ln -sf /var/keep/machine-id /etc/machine-id"')).toEqual(['5 info']);
  expect(link('"ln /nix/p/etc/machine-id /etc/machine-id"')).toEqual(['5 info']);
});
