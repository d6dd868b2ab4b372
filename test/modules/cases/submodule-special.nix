lib:
[ { options.s = lib.mkOption { type = lib.types.submoduleWith { specialArgs = { extra = "e"; }; modules = [ ({ extra, ... }: { options.x = lib.mkOption { default = extra; }; }) ]; }; default = { }; }; } ]
