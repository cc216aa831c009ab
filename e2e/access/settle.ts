import type { Page } from "@playwright/test";

/** Resolves when the page shows what it has: nothing loads, no skeleton is left, nothing moves. */
export async function settle(page: Page): Promise<void> {
  await page.waitForFunction(
    async () => {
      await document.fonts.ready;
      const isBusy = document.querySelector('[aria-busy="true"], .animate-late') !== null;
      const moves = document.getAnimations().some((one) => one.playState === "running");
      return document.readyState === "complete" && !isBusy && !moves;
    },
    undefined,
    { timeout: 15_000 },
  );
}
