# What every host keeps.
{ config, lib, ... }:

let
  state = "/var/lib";
in
{
  options.my.state.directories = lib.mkOption {
    type = lib.types.listOf lib.types.str;
    default = [ ];
    description = "Directories to keep, whatever the store is called.";
  };

  config = {
    my.state.directories = [ "/var/log" ];

    environment.persistence."/persist" = {
      hideMounts = true;
      directories = [
        "${state}/nixos"
        "${state}/systemd"
      ]
      ++ config.my.state.directories;
      files = [
        "/etc/machine-id"
        "/etc/ssh/ssh_host_ed25519_key"
        "/etc/ssh/ssh_host_ed25519_key.pub"
      ];
    };

    fileSystems."/persist".neededForBoot = true;
    system.stateVersion = "25.11";
  };
}
