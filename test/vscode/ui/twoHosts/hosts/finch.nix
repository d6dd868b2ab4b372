# The laptop: the root lies in memory.
{ lib, pkgs, ... }:

{
  imports = [ ../users/robin.nix ];

  networking.hostName = "finch";
  networking.networkmanager.enable = true;
  hardware.bluetooth.enable = true;
  services.fprintd.enable = true;
  virtualisation.docker.enable = true;

  fileSystems."/" = {
    device = "none";
    fsType = "tmpfs";
    options = [ "size=25%" "mode=755" ];
  };

  fileSystems."/boot" = {
    device = "/dev/disk/by-label/BOOT";
    fsType = "vfat";
  };

  fileSystems."/nix" = {
    device = "/dev/disk/by-label/nixos";
    fsType = "ext4";
  };

  fileSystems."/persist" = {
    device = "/dev/disk/by-label/persist";
    fsType = "ext4";
  };

  environment.persistence."/persist" = {
    directories = [
      "/etc/NetworkManager/system-connections" # Wi-Fi passwords
      {
        directory = "/var/lib/bluetooth";
        mode = "0700";
      }
    ];
  };
}
