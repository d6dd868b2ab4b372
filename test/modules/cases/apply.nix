lib:
[ { options.a = lib.mkOption { type = lib.types.int; default = 2; apply = x: x * 10; }; options.b = lib.mkOption { type = lib.types.int; }; } ({ config, ... }: { b = config.a + 1; }) ]
