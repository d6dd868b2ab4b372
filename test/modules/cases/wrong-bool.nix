lib:
[ { options.a = lib.mkOption { type = lib.types.bool; }; } { a = "x"; } ]
