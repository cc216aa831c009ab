// Stands in for `server-only`, which exists inside Next alone.
export {};
