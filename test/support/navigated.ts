import type { Files } from './folder.ts';

/** A configuration of several files, with an own option that feeds persistence. */
const files: Files = {
  'configuration.nix': '{ imports = [ ./hardware.nix ./persist.nix ./own.nix ]; }\n',
  'hardware.nix': `{
  fileSystems."/" = { device = "none"; fsType = "tmpfs"; };
  fileSystems."/persist" = { device = "/dev/disk/by-label/persist"; fsType = "ext4"; neededForBoot = true; };
  fileSystems."/srv" = { device = "/persist/srv"; options = [ "bind" ]; };
  users.users.bird = { isNormalUser = true; };
}
`,
  'persist.nix': `{ config, ... }: {
  environment.persistence."/persist" = {
    directories = [ "/var/log" ] ++ config.keep.directories;
    users.bird = {
      directories = [ "Documents" ];
    };
  };
}
`,
  'own.nix': `{ lib, ... }: {
  options.keep.directories = lib.mkOption { type = lib.types.listOf lib.types.str; default = [ ]; };
  config.keep.directories = [ "/var/lib/bluetooth" ];
  config.users.users.bird.hashedPasswordFile = "/persist/passwords/bird";
}
`,
};

/** Its files with the cursor in a piece of one of them, behind the first character. A piece that is not there throws. */
export const cursorIn = (name: string, piece: string): Files => {
  const text = files[name] ?? '';
  if (!text.includes(piece)) throw new Error(piece);
  return { ...files, [name]: text.replace(piece, `${piece[0]}‸${piece.slice(1)}`) };
};
