lib:
[ { options.a = lib.mkOption { type = lib.types.str; default = "d"; }; } { a = lib.mkIf true (lib.mkForce "x"); } { a = "y"; } ]
