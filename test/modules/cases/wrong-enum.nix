lib:
[ { options.a = lib.mkOption { type = lib.types.enum [ "x" ]; }; } { a = "z"; } ]
