lib:
[ { options.s = lib.mkOption { type = lib.types.submoduleWith { modules = [ { options.x = lib.mkOption { default = 1; }; } ]; }; }; } { s = { imports = [ { x = 4; } ]; }; } ]
