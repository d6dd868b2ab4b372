lib:
[ { options.users = lib.mkOption { type = with lib.types; attrsOf (submodule ({ name, config, ... }: { options.home = lib.mkOption { type = str; default = "/home/${name}"; }; options.shell = lib.mkOption { type = str; default = "${config.home}/sh"; }; options.n = lib.mkOption { type = int; default = 0; }; config.n = lib.mkIf (name == "b") 7; })); }; }
  { users.a = { }; users.b.home = "/b"; users.c = { name, ... }: { home = "/f/${name}"; }; } ]
