# Home Manager as a module of the system.
{ ... }:

let
  home-manager = builtins.fetchTarball "https://github.com/nix-community/home-manager/archive/release-21.11.tar.gz";
in
{
  imports = [ (import "${home-manager}/nixos") ];

  # bindfs mounts of one user are invisible to root without this
  programs.fuse.userAllowOther = true;

  home-manager.users.robin = {
    home.homeDirectory = "/home/robin";

    programs.git.enable = true;

    # The dotfiles lie in one folder for each program, as GNU Stow wants them.
    home.persistence."/nix/persist/dotfiles" = {
      removePrefixDirectory = true;
      allowOther = true;
      directories = [
        "ssh/.ssh"
        "firefox/.mozilla"
        "music/Music"
      ];
      files = [
        "shell/.bash_history"
      ];
    };

    home.stateVersion = "21.11";
  };
}
