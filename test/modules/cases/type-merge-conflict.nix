lib:
[ { options.e = lib.mkOption { type = lib.types.str; }; } { options.e = lib.mkOption { type = lib.types.int; }; } { e = "b"; } ]
