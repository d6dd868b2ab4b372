{
  inputs = {
    nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";
    home-manager.url = "github:nix-community/home-manager/release-25.11";
    impermanence.url = "github:nix-community/impermanence";
  };

  outputs =
    { nixpkgs, home-manager, impermanence, ... }:
    {
      nixosConfigurations.heron = nixpkgs.lib.nixosSystem {
        system = "x86_64-linux";
        modules = [
          impermanence.nixosModules.impermanence
          home-manager.nixosModules.home-manager
          ./configuration.nix
          ./disks.nix
          { home-manager.users.wren = import ./home.nix; }
        ];
      };
    };
}
