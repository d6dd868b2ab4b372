import { describe, expect, test } from 'vitest';
import { atCursor, edited } from '../../../test/support/cursor.ts';
import { analysisOf, type Files } from '../../../test/support/folder.ts';
import { refactorings } from './refactorings.ts';

const lines = (store: string) => `{ config, ... }: {
  fileSystems."/persist" = { device = "/dev/x"; fsType = "ext4"; neededForBoot = true; };
  users.users.bird = { isNormalUser = true; uid = 1000; };
${store}
}
`;

/** What the refactoring gives; the titles offered where it is not among them. */
function converted(given: string | Files, title = 'Convert /persist to preservation'): Files {
  const at = atCursor(given);
  const found = refactorings(at.analysis, at.path, { start: at.offset, end: at.offset });
  const chosen = found.find((each) => each.title === title);
  return chosen ? edited(at.files, chosen.edits) : { titles: found.map((each) => each.title).join('\n') };
}

/** Everything kept, by both modules together. */
function kept(files: Files): readonly string[] {
  return analysisOf(files).hosts.flatMap(({ model }) =>
    [...model.entries, ...model.preserved].map(({ kind, path }) => `${kind} ${path}`).sort(),
  );
}

const whole = lines(`  # what lasts
  environment.persistence."/per‸sist" = {
    hideMounts = true;
    allowTrash = true; # for the desktop
    directories = [
      "/var/log" # journals
      "/var/lib/nixos"
      "/var/lib/bluetooth"
      { directory = "/var/lib/colord"; user = "colord"; group = "colord"; mode = "u=rwx,g=rx,o="; hideMount = true; }
    ];
    files = [
      "/etc/machine-id"
      "/etc/ssh/ssh_host_ed25519_key"
      { file = "/etc/nix/id_rsa"; parentDirectory = { mode = "u=rwx,g=,o="; }; }
      { file = "/etc/adjtime"; method = "symlink"; }
    ];
    users.bird = {
      directories = [ "Music" ".ssh" { directory = ".gnupg"; mode = "0700"; } ];
      files = [ { file = ".screenrc"; method = "auto"; } ];
    };
  };`);

describe('a store', () => {
  test('is written in the words of preservation, and keeps the same', () => {
    const after = converted(whole);
    expect(after['configuration.nix']).toBe(
      lines(`  # what lasts
  preservation.preserveAt."/persist" = {
    commonMountOptions = [ "x-gvfs-hide" "x-gvfs-trash" ];
    # for the desktop
    directories = [
      "/var/log" # journals
      { directory = "/var/lib/nixos"; inInitrd = true; }
      "/var/lib/bluetooth"
      { directory = "/var/lib/colord"; user = "colord"; group = "colord"; mode = "u=rwx,g=rx,o="; mountOptions = [ "x-gvfs-hide" ]; }
    ];
    files = [
      { file = "/etc/machine-id"; inInitrd = true; }
      { file = "/etc/ssh/ssh_host_ed25519_key"; how = "symlink"; configureParent = true; }
      { file = "/etc/nix/id_rsa"; parent = { mode = "u=rwx,g=,o="; }; configureParent = true; }
      { file = "/etc/adjtime"; how = "symlink"; }
    ];
    users.bird = {
      directories = [ "Music" { directory = ".ssh"; mode = "0700"; } { directory = ".gnupg"; mode = "0700"; } ];
      files = [ { file = ".screenrc"; } ];
    };
  };
  preservation.enable = true;
  boot.initrd.systemd.enable = true;
  systemd.suppressedSystemUnits = [ "systemd-machine-id-commit.service" ];
  imports = [ "\${builtins.fetchTarball "https://github.com/nix-community/preservation/archive/main.tar.gz"}/module.nix" ];`),
    );
    expect(kept(after)).toEqual(kept({ 'configuration.nix': whole.replace('‸', '') }));
  });

  test('stays where it says what preservation cannot', () => {
    const odd = (item: string) => lines(`  environment.persistence."/persist".directories = [ "/var/‸log" ${item} ];`);
    const title = 'Convert /persist to preservation';
    expect(converted(odd('"/x"'))['configuration.nix']).toContain('preservation.preserveAt."/persist".directories');
    expect(converted(odd('{ directory = "/x"; persistentStoragePath = "/y"; }')).titles).not.toContain(title);
    expect(converted(odd('(x // { directory = "/x"; mode = "0700"; })')).titles ?? '').not.toContain(title);
    const nested = lines('  environment = { persistence."/per‸sist".directories = [ "/x" ]; };');
    expect(converted(nested).titles).not.toContain(title);
  });

  test('gives directories of services the owner they have', () => {
    const text = lines(`  services.postgresql.enable = true;
  environment.persistence."/per‸sist".directories = [ "/var/lib/postgresql" ];`);
    expect(converted(text)['configuration.nix']).toMatch(
      /\{ directory = "\/var\/lib\/postgresql"; user = "postgres"; group = "postgres";[^}]* \}/,
    );
  });

  test('brings the module along', () => {
    const flake = `{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";
  inputs.impermanence.url = "github:nix-community/impermanence";
  outputs = { nixpkgs, impermanence, ... }: {
    nixosConfigurations.box = nixpkgs.lib.nixosSystem {
      modules = [ impermanence.nixosModules.impermanence ./persist.nix ];
    };
  };
}
`;
    const persist = lines('  environment.persistence."/per‸sist".directories = [ "/srv" ];');
    const after = converted({ 'flake.nix': flake, 'persist.nix': persist });
    expect(after['flake.nix']).toContain('inputs.preservation.url = "github:nix-community/preservation";');
    expect(after['flake.nix']).toContain('./persist.nix preservation.nixosModules.preservation ]');
    expect(after['persist.nix']).toContain('  preservation.enable = true;');
  });
});

test('a set of stores is converted as one', () => {
  const set = lines(`  environment.persistence = {
    "/per‸sist".directories = [ "/srv" ];
    "/cache" = { directories = [ "/var/cache" ]; };
  };`);
  expect(converted(set).titles).toContain('Convert the stores of this file to preservation');
  const after = converted(set, 'Convert the stores of this file to preservation');
  expect(after['configuration.nix']).toContain('  preservation.preserveAt = {\n    "/persist".directories');
  expect(kept(after)).toEqual(['directory /srv', 'directory /var/cache']);
});

test('a store of a home goes to the system', () => {
  const files = {
    'configuration.nix':
      lines(`  imports = [ "\${builtins.fetchTarball "https://github.com/nix-community/home-manager/archive/release-25.11.tar.gz"}/nixos" ];
  home-manager.users.bird = import ./home.nix;
  environment.persistence."/persist".directories = [ "/srv" ];`),
    'home.nix': `{
  # mine
  home.persistence."/per‸sist" = {
    directories = [ "Music" ".ssh" ]; # loud
    files = [ ".zsh_history" ];
  };
  home.stateVersion = "25.11";
}
`,
  };
  const after = converted(files);
  expect(after['home.nix']).toBe('{\n  # mine\n  # loud\n  home.stateVersion = "25.11";\n}\n');
  expect(after['configuration.nix']).toContain(`  preservation.preserveAt."/persist".users.bird = {
    directories = [
      "Music"
      { directory = ".ssh"; mode = "0700"; }
    ];
    files = [
      ".zsh_history"
    ];
  };`);
  expect(kept(after)).toEqual([
    'directory /home/bird/.ssh',
    'directory /home/bird/Music',
    'directory /srv',
    'file /home/bird/.zsh_history',
  ]);
});

test('commands of the initrd become units of the systemd that preservation needs', () => {
  const after = converted(
    lines(`  environment.persistence."/per‸sist".directories = [ "/srv" ];
  fileSystems."/" = { device = "/dev/y"; fsType = "btrfs"; options = [ "subvol=root" ]; };
  boot.initrd.postDeviceCommands = ''
    mount /dev/y /mnt
    btrfs subvolume delete /mnt/root
    btrfs subvolume create /mnt/root
  '';`),
  );
  const [host] = analysisOf(after).hosts;
  expect(after['configuration.nix']).toContain('boot.initrd.systemd.enable = true;');
  expect(after['configuration.nix']).not.toContain('postDeviceCommands');
  expect(host?.model.wipe.kind).toBe('btrfs');
});

describe('a home that several hosts have', () => {
  const hosts = (second: string): Files => ({
    'flake.nix': `{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";
  inputs.home-manager.url = "github:nix-community/home-manager/release-25.11";
  outputs = { nixpkgs, home-manager, ... }: let
    host = more: nixpkgs.lib.nixosSystem { modules = [ home-manager.nixosModules.home-manager ./system.nix more ]; };
  in { nixosConfigurations = { one = host { home-manager.users.bird = import ./home.nix; }; two = host ${second}; }; };
}
`,
    'system.nix': lines('  environment.persistence."/persist".directories = [ "/var/log" ];'),
    'home.nix': '{\n  home.persistence."/per‸sist".directories = [ "Music" ];\n  home.stateVersion = "25.11";\n}\n',
  });

  test('goes to the system that all of them share', () => {
    const after = converted(hosts('{ home-manager.users.bird = import ./home.nix; }'));
    expect(after['system.nix']).toContain('preservation.preserveAt."/persist".users.bird = {');
  });

  test.each([
    ['not all of them have it', '{ }'],
    [
      'they keep different things',
      '{ home-manager.users.bird = { imports = [ ./home.nix ]; home.persistence."/persist".files = [ ".zsh_history" ]; }; }',
    ],
  ])('stays where it is where %s', (_, second) => {
    expect(converted(hosts(second))).toHaveProperty('titles', expect.not.stringContaining('preservation'));
  });
});
