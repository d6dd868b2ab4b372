lib:
[ { options.a.b = lib.mkOption { type = lib.types.int; default = 1; }; options.r = lib.mkOption { }; } { a.b = lib.mkForce 3; } ({ options, ... }: { r = { has = options ? a.b; no = options ? a.c; defined = options.a.b.isDefined; prio = options.a.b.highestPrio; defs = options.a.b.definitions; }; }) ]
