import { type AddressParts, writeAddress } from "@/components/data-table/address-state";
import { nextDay, startOfDay } from "@/server/platform/zoned-time";
import type { OrderFilter, OrderStatusCode } from "./order-types";

export const orderStatusCodes = [
  "to-confirm",
  "answered",
  "changed",
  "confirmed",
  "closed",
  "cancelled",
] as const;
export const openStatuses: readonly OrderStatusCode[] = ["to-confirm", "answered", "changed", "confirmed"];
export const dueChoices = ["today", "1h", "4h", "24h"] as const;

const isStatus = (text: string): text is OrderStatusCode => orderStatusCodes.some((code) => code === text);

/** "any" is all of them; nothing in the address means the open ones. */
const statuses = {
  parse: (text: string): OrderStatusCode[] | null => {
    if (text === "any") return [...orderStatusCodes];
    const known = [...new Set(text.split(",").filter(isStatus))];
    return known.length > 0 ? known : null;
  },
  serialize: (codes: readonly OrderStatusCode[]) =>
    codes.length === orderStatusCodes.length ? "any" : codes.join(","),
};

const day = {
  parse: (text: string) =>
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : null,
  serialize: (text: string) => text,
};

const plain = { parse: (text: string) => text, serialize: (text: string) => text };

/** Filters of the list in the address; each part narrows. Anything else in the address is left out. */
export const orderFilterParsers: AddressParts<OrderFilterState> = {
  status: statuses,
  market: codes(/^[A-Z]{2}$/),
  connection: codes(/^cn_[0-9a-hjkmnp-tv-z]{26}$/),
  currency: codes(/^[A-Z]{3}$/),
  from: day,
  to: day,
  due: { parse: (text) => dueChoices.find((one) => one === text) ?? null, serialize: (text) => text },
  changed: { parse: (text) => (text === "true" ? true : null), serialize: String },
  text: plain,
};
export const orderFilterKeys = { connection: "account", text: "q" } as const;

export type OrderFilterState = {
  status: OrderStatusCode[] | null;
  market: string[] | null;
  connection: string[] | null;
  currency: string[] | null;
  /** plain days in the reader's zone, both included */
  from: string | null;
  to: string | null;
  due: (typeof dueChoices)[number] | null;
  changed: boolean | null;
  text: string | null;
};

export const noFilters: OrderFilterState = {
  status: null,
  market: null,
  connection: null,
  currency: null,
  from: null,
  to: null,
  due: null,
  changed: null,
  text: null,
};

/** "?status=to-confirm&account=cn_…" for a link; empty when nothing is filtered. */
export function writeOrderFilters(state: OrderFilterState): string {
  const search = writeAddress(orderFilterParsers, orderFilterKeys, state);
  return search === "" ? "" : `?${search}`;
}

/** What the server is asked for; "today" ends with the reader's day, which is `today` in `zone`. */
export function toOrderFilter(state: OrderFilterState, zone: string, today: string): OrderFilter {
  const asked: OrderFilter = {
    status: [...(state.status ?? openStatuses)],
    market: state.market ?? undefined,
    connection: state.connection ?? undefined,
    currency: state.currency ?? undefined,
    orderedFrom: state.from ? startOfDay(state.from, zone).toISOString() : undefined,
    orderedTo: state.to ? startOfDay(nextDay(state.to), zone).toISOString() : undefined,
    dueWithinHours: state.due && state.due !== "today" ? Number.parseInt(state.due, 10) : undefined,
    dueBefore: state.due === "today" ? startOfDay(nextDay(today), zone).toISOString() : undefined,
    isChanged: state.changed ?? undefined,
    text: state.text?.trim().slice(0, 100) || undefined,
  };
  // what is not asked stays out of the address of the call
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
}

export const orderViews = {
  open: noFilters,
  "to-confirm": { ...noFilters, status: ["to-confirm"] },
  today: { ...noFilters, status: ["to-confirm"], due: "today" },
  changed: { ...noFilters, status: ["changed"] },
  closed: { ...noFilters, status: ["closed"] },
  all: { ...noFilters, status: [...orderStatusCodes] },
} as const satisfies Record<string, OrderFilterState>;
export type OrderViewId = keyof typeof orderViews;
export const orderViewIds: readonly OrderViewId[] = [
  "open",
  "to-confirm",
  "today",
  "changed",
  "closed",
  "all",
];

/** The view that these filters are, or that they came from; "edited" when they say more. */
export function viewOf(state: OrderFilterState): { id: OrderViewId; edited: boolean } {
  const text = writeOrderFilters(state);
  const exact = orderViewIds.find((id) => writeOrderFilters(orderViews[id]) === text);
  if (exact) return { id: exact, edited: false };
  const wanted = state.status ?? openStatuses;
  const near = orderViewIds.find(
    (id) => id !== "today" && sameSet(orderViews[id].status ?? openStatuses, wanted),
  );
  return { id: near ?? "all", edited: true };
}

function codes(shape: RegExp) {
  return {
    parse: (text: string) => {
      const known = text
        .slice(0, 4000)
        .split(",")
        .filter((one) => shape.test(one));
      return known.length > 0 ? known : null;
    },
    serialize: (list: readonly string[]) => list.join(","),
  };
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one) => b.includes(one));
}
