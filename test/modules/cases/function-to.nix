lib:
[ { options.f = lib.mkOption { type = lib.types.functionTo (lib.types.listOf lib.types.int); }; options.r = lib.mkOption { }; } { f = x: [ x ]; } { f = x: [ (x + 1) ]; } ({ config, ... }: { r = config.f 5; f = lib.mkIf false (x: [ 99 ]); _module.args.unused = 1; }) { config._module.check = true; } { options.g = lib.mkOption { type = lib.types.int; default = 1; }; } ]
