{ config, pkgs, ... }:

{
  home.username = "wren";
  home.homeDirectory = "/home/wren";

  programs.git = {
    enable = true;
  };

  home.persistence."/persist" = {
    hideMounts = true;
    directories = [
      "Downloads"
      ".mozilla"
    ];
    files = [
      ".config/user-dirs.dirs"
    ];
  };

  home.stateVersion = "25.11";
}
