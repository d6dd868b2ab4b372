# One person and what is kept of the home.
{ ... }:

{
  users.mutableUsers = false;
  users.users.robin = {
    isNormalUser = true;
    uid = 1000;
    extraGroups = [ "wheel" ];
    hashedPasswordFile = "/persist/passwords/robin";
  };

  fileSystems."/home/robin" = {
    device = "none";
    fsType = "tmpfs";
    options = [ "size=4G" "mode=755" ];
  };

  environment.persistence."/persist".users.robin = {
    directories = [
      "Documents"
      "Music"
      ".mozilla"
      {
        directory = ".ssh";
        mode = "0700";
      }
    ];
    files = [ ".bash_history" ];
  };
}
