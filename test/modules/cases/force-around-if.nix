lib:
[ { options.a = lib.mkOption { type = lib.types.str; default = "d"; }; } { a = lib.mkForce (lib.mkIf true "x"); } ]
