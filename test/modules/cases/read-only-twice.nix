lib:
[ { options.a = lib.mkOption { type = lib.types.int; readOnly = true; default = 1; }; } { a = 1; } ]
