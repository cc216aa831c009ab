/** One line, one possible undo. Never for an error that needs an act: that stays in its row. */
export type Toast = { text: string; undo?: { label: string; run: () => void } };

const waiting: Toast[] = [];
let deliver: ((toast: Toast) => void) | null = null;
let onFirst: (() => void) | null = null;

/** Says it at the bottom left for six seconds; kept until the host has come. */
export function showToast(toast: Toast): void {
  if (deliver) {
    deliver(toast);
    return;
  }
  waiting.push(toast);
  onFirst?.();
}

/** Called once by the host: `wake` asks for it, the returned function hands over what waits. */
export function attachToastHost(wake: () => void): (show: (toast: Toast) => void) => void {
  onFirst = wake;
  if (waiting.length > 0) wake();
  return (show) => {
    deliver = show;
    for (const toast of waiting.splice(0)) show(toast);
  };
}
