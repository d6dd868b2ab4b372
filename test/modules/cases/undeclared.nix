lib:
[ { options.a = lib.mkOption { default = 1; }; } { b = 2; } ]
