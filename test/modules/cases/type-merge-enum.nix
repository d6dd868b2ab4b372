lib:
[ { options.e = lib.mkOption { type = lib.types.enum [ "a" ]; }; } { options.e = lib.mkOption { type = lib.types.enum [ "b" ]; }; } { e = "b"; } ]
