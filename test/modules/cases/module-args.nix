lib:
[ { options.a = lib.mkOption { type = lib.types.str; }; options.b = lib.mkOption { type = lib.types.str; }; } { _module.args.me = "bird"; _module.args.weak = lib.mkDefault "w"; } ({ me, weak, ... }: { a = me; b = weak; }) ]
