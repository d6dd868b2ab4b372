lib:
[ { options.t = lib.mkOption { type = lib.types.attrTag { one = lib.mkOption { type = lib.types.int; }; two = lib.mkOption { type = lib.types.str; }; }; }; } { t.one = 3; } ]
