# A laptop whose root lives in memory, written the way such systems were set up in 2022.
{ config, pkgs, ... }:

let
  impermanence = builtins.fetchTarball "https://github.com/nix-community/impermanence/archive/master.tar.gz";
in
{
  imports = [
    ./hardware-configuration.nix
    ./home.nix
    "${impermanence}/nixos.nix"
  ];

  networking.hostName = "finch";
  networking.networkmanager.enable = true;

  services.openssh.enable = true;

  users.mutableUsers = false;
  users.users.robin = {
    isNormalUser = true;
    extraGroups = [ "wheel" ];
    hashedPasswordFile = "/nix/persist/system/passwords/robin";
  };

  # Everything below /var/lib that has to survive, and the two keys.
  environment.persistence."/nix/persist/system" = {
    hideMounts = true;
    directories = [
      "/etc/nixos"
      "/etc/NetworkManager/system-connections" # Wi-Fi passwords
      "/var/log"
      "/var/lib"
      "/var/log/"
    ];
    files = [
      "/etc/machine-id"
      "/etc/ssh/ssh_host_ed25519_key"
      "/etc/ssh/ssh_host_ed25519_key.pub"
    ];
  };

  system.stateVersion = "22.05";
}
