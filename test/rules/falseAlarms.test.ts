import { expect, test } from 'vitest';
import { analysisOf } from '../support/folder.ts';

/** What real configurations do on purpose and a careless check would flag (a survey of 65 public repositories). */
const alarms: Readonly<Record<string, string>> = {
  'a store below /nix, which is always mounted early': `
    environment.persistence."/nix/persist" = {
      directories = [ "/var/lib/nixos" "/var/log" ];
      files = [ "/etc/machine-id" ];
    };`,
  'parent and child, for the mode of the one and to split between stores': `
    environment.persistence."/nix/persist" = {
      directories = [ "/var/lib" { directory = "/var/lib/private"; mode = "0700"; } "/var/log" ];
      files = [ "/etc/machine-id" ];
    };
    environment.persistence."/nix/cache".directories = [ "/var/lib/docker" ];`,
  'no /var/lib/nixos, because every id is fixed': `
    users.users.wren = { isNormalUser = true; uid = 1000; hashedPassword = "x"; };
    environment.persistence."/nix/persist" = { directories = [ "/var/log" ]; files = [ "/etc/machine-id" ]; };`,
  'no /var/lib/nixos, because /var is a mount': `
    fileSystems."/var" = { device = "/dev/disk/by-label/var"; fsType = "ext4"; neededForBoot = true; };
    users.users.wren = { isNormalUser = true; hashedPassword = "x"; };
    environment.persistence."/nix/persist".files = [ "/etc/machine-id" ];`,
  'options of a store that is disabled': `
    fileSystems."/persist" = { device = "/dev/disk/by-label/persist"; fsType = "ext4"; };
    environment.persistence."/persist" = { enable = false; directories = [ "/var/log" "/var/log" ]; };`,
};

test.each(Object.entries(alarms))('%s is no problem', (_, text) => {
  expect(problemsOf(text)).toEqual([]);
});

test('the same host is not silent about a mistake', () => {
  expect(problemsOf('environment.persistence."/nix/persist".directories = [ "/srv" "/srv/" ];')).toContain(
    'duplicate-entry',
  );
});

function problemsOf(text: string): readonly string[] {
  const host = `{
    imports = [ "\${builtins.fetchTarball {
      url = "https://github.com/nix-community/impermanence/archive/7b1d382.tar.gz";
      sha256 = "0000000000000000000000000000000000000000000000000000";
    }}/nixos.nix" ];
    fileSystems."/" = { device = "none"; fsType = "tmpfs"; options = [ "size=25%" "mode=755" ]; };
    fileSystems."/nix" = { device = "/dev/disk/by-label/nix"; fsType = "ext4"; };
    fileSystems."/boot" = { device = "/dev/disk/by-label/BOOT"; fsType = "vfat"; };
    users.mutableUsers = false;
    ${text}
  }`;
  return analysisOf({ 'configuration.nix': host })
    .problems()
    .map(({ rule }) => rule.id);
}
