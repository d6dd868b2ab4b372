lib:
[ { options.a = lib.mkOption { type = lib.types.int; readOnly = true; }; } { a = 1; } ]
