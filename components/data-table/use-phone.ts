import { useSyncExternalStore } from "react";

const query = "(max-width: 640px)";

/** Whether the window is a phone's; null until the browser has said so, and then both forms are in the page. */
export function usePhone(): boolean | null {
  return useSyncExternalStore<boolean | null>(
    (onChange) => {
      const media = matchMedia(query);
      media.addEventListener("change", onChange);
      return () => media.removeEventListener("change", onChange);
    },
    () => matchMedia(query).matches,
    () => null,
  );
}
