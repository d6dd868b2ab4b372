{ config, lib, pkgs, ... }:

{
  networking.hostName = "heron";
  networking.networkmanager.enable = true;
  hardware.bluetooth.enable = true;

  services.openssh.enable = true;
  services.postgresql.enable = true;

  users.mutableUsers = false;
  users.groups.media = { };
  users.users.wren = {
    isNormalUser = true;
    uid = 1000;
    extraGroups = [ "wheel" ];
    hashedPasswordFile = "/persist/passwords/wren";
  };
  users.users.jay.isNormalUser = true;

  # impermanence: ignore tmpfs-size, mount-not-needed-for-boot
  environment.persistence."/persist" = {
    enable = true;
    hideMounts = true;
    allowTrash = false;
    directories = [
      "/var/log"
      "/var/lib/bluetooth"
      "/var/lib/nixos"
      "/var/lib/systemd"
      "/etc/NetworkManager/system-connections"
      { directory = "/var/lib/postgresql"; user = "jay"; group = "media"; mode = "0750"; }
      { directory = "/var/lib/fprint"; mode = "0700"; }
      "/var/lib/upower"
      {
        directory = "/srv/media";
        user = "wren";
        group = "media";
        mode = "u=rwx,g=rx,o=";
        hideMount = false;
      }
    ];
    files = [
      "/etc/machine-id"
      { file = "/etc/ssh/ssh_host_ed25519_key"; method = "symlink"; }
      { file = "/var/keys/secret"; parentDirectory = { mode = "0700"; user = "wren"; }; }
    ];
    users.wren = {
      directories = [
        "Documents"
        "Music"
        { directory = ".gnupg"; mode = "0700"; }
        { directory = ".ssh"; mode = "0700"; }
      ];
      files = [ ".bash_history" ];
    };
    users.jay.directories = [ "Pictures" ];
  };

  environment.persistence."/cache".directories = [ "/var/cache" ];

  programs.fuse.userAllowOther = true;
  boot.initrd.systemd.enable = true;

  system.stateVersion = "25.11";
}
