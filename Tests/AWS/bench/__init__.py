"""AWS on this machine, emulated closely and watched strictly. Shares no code with the product."""
