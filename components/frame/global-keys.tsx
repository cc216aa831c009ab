"use client";

import { useEffect } from "react";
import { currentCommands, isTaken, matchesKeys } from "./command-registry";

/** The one listener for the keys of all registered commands. */
export function GlobalKeys() {
  // outside system: the keyboard
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const command = currentCommands().findLast(({ keys, run }) => keys && run && matchesKeys(keys, event));
      if (!command?.run || isTaken(event, command.keys ?? "")) return;
      event.preventDefault();
      command.run();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  return null;
}
