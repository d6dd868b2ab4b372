{ config, pkgs, ... }:

let
  impermanence = builtins.fetchTarball "https://github.com/nix-community/impermanence/archive/master.tar.gz";
in
{
  imports = [ "${impermanence}/nixos.nix" ];

  # everything that lasts is in this folder, which is on the disk
  environment.persistence."/nix/keep/system" = {
    directories = [
      "/etc/nixos"    # appears at /etc/nixos, is kept in /nix/keep/system/etc/nixos
      "/etc/NetworkManager"
      "/var/log"
      "/var/lib"
    ];
    files = [
#      "/etc/machine-id"
      "/etc/nix/signing-key"
    ];
  };

}
