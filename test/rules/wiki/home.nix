{ config, pkgs, ... }:
let
  home-manager = builtins.fetchTarball "https://github.com/nix-community/home-manager/archive/release-21.11.tar.gz";
  impermanence = builtins.fetchTarball "https://github.com/nix-community/impermanence/archive/master.tar.gz";
in
{
  imports = [
    (import "${home-manager}/nixos")
  ];

  # perhaps not needed
  programs.fuse.userAllowOther = true;

  # what Home Manager does for the user
  home-manager.users.<username> = {
    home.homeDirectory = "/home/<username>";
    imports = [ "${impermanence}/home-manager.nix" ];

    programs = {
      home-manager.enable = true;
      git = {   # nothing in the way of the usual options
        enable = true;
        userName  = "Mira";
        userEmail = "mira@example.org";
      };
    };

    home.persistence."/nix/dotfiles" = {
      removePrefixDirectory = true;   # one folder for each program, as GNU Stow has it
      allowOther = true;
      directories = [
        "Kakoune/.config/kak"
        "Thunderbird/.thunderbird"

        # appears at /home/$USERNAME/.librewolf, is kept in /nix/dotfiles/LibreWolf/.librewolf
        "LibreWolf/.librewolf"
      ];
      files = [
        "Screen/.screenrc"
      ];
    };

    # the desktop puts file after file into ~/.config, so they are listed one by one
    home.persistence."/nix/dotfiles/Desktop" = {
      removePrefixDirectory = false;
      allowOther = true;
      directories = [
        ".config/gtk-3.0"   # appears at /home/$USERNAME/.config/gtk-3.0
        ".config/KDE"

        ".local/share/dolphin"
        ".local/share/kwalletd"
      ];
      files = [
        ".config/dolphinrc"
        ".config/kdeglobals"
        ".config/kwinrc"
        ".config/user-dirs.dirs"

        ".local/share/user-places.xbel"
      ];
    };

    home.stateVersion = "21.11";
  };
}
