lib:
[ { options.a = lib.mkOption { type = lib.types.lazyAttrsOf lib.types.int; }; options.names = lib.mkOption { }; } ({ config, ... }: { a.x = 1; a.y = config.a.x + 1; names = builtins.attrNames config.a; }) ]
