import { useEffect, useSyncExternalStore } from "react";

export type Command = {
  id: string;
  label: string;
  /** "G", "Mod K", "Shift A": parts by spaces, as KeyHint prints them */
  keys?: string;
  /** everywhere, or on the page that registered it */
  scope: "everywhere" | "page" | "rows";
  /** absent: only shown under `?`, because the list itself listens */
  run?: () => void;
  /** keeps it out of the palette */
  keyOnly?: boolean;
};

let commands: readonly Command[] = [];
const listeners = new Set<() => void>();

function publish(next: readonly Command[]) {
  commands = next;
  for (const listener of listeners) listener();
}

/** Adds commands until the returned function is called; a later one of the same id wins while it is there. */
export function registerCommands(added: readonly Command[]): () => void {
  publish([...commands, ...added]);
  return () => publish(commands.filter((command) => !added.includes(command)));
}

/** Those in force, each id once. */
export function currentCommands(): readonly Command[] {
  return commands;
}

export function useCommands(): readonly Command[] {
  return useSyncExternalStore(subscribe, currentCommands, () => noCommands);
}

const noCommands: readonly Command[] = [];

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A page's own commands: in the palette, under `?`, and on their keys while the page is there. */
export function useRegisterCommands(added: readonly Command[]): void {
  // outside system: the registry that the keyboard and the palette read
  useEffect(() => registerCommands(added), [added]);
}

/** Whether a pressed key is this command's. Letters are compared as typed, so layouts do not matter. */
export function matchesKeys(
  keys: string,
  event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">,
): boolean {
  const parts = keys.split(" ");
  const key = parts.at(-1) ?? "";
  const wantsMod = parts.includes("Mod");
  const wantsShift = parts.includes("Shift");
  if (event.altKey || (event.ctrlKey || event.metaKey) !== wantsMod) return false;
  const isLetter = /^[a-z]$/i.test(key);
  if (isLetter && event.shiftKey !== wantsShift) return false;
  return event.key.toLowerCase() === key.toLowerCase();
}

const textFields = "input:not([type=checkbox],[type=radio]),textarea,select,[contenteditable]";
const overlays = "[role=dialog],[role=menu],[role=listbox]";
const pressable = "a,button,summary,[role=button],input";

/** A letter belongs to the text while one is typing, every key to an open overlay, Enter to the control that has the focus. */
export function isTaken(
  event: Pick<KeyboardEvent, "target" | "defaultPrevented" | "isComposing">,
  keys: string,
): boolean {
  if (event.defaultPrevented || event.isComposing) return true;
  if (!(event.target instanceof Element)) return false;
  if (event.target.closest(overlays)) return true;
  if (keys === "Enter" && event.target.closest(pressable)) return true;
  return !keys.includes("Mod") && event.target.closest(textFields) !== null;
}
