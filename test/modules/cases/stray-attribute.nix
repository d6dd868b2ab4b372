lib:
[ { options.a = lib.mkOption { default = 1; }; a = 2; } ]
