lib:
[ { options.a = lib.mkOption { type = lib.types.attrs; }; } { a = { x = 1; y = { p = 1; }; }; } { a = { y = { q = 2; }; z = 3; }; } ]
