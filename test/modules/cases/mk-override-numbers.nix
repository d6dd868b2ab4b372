lib:
[ { options.a = lib.mkOption { type = lib.types.int; default = 0; }; } { a = lib.mkOverride 90 1; } { a = lib.mkOverride 80 2; } { a = lib.mkForce 3; } { a = lib.mkVMOverride 4; } ]
