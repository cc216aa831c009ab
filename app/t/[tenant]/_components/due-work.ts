import {
  ClipboardCheck,
  GitCompare,
  KeyRound,
  type LucideIcon,
  MailQuestionMark,
  RefreshCwOff,
  RotateCcwKey,
  UserCheck,
} from "lucide-react";
import type { Route } from "next";
import { placeHref } from "@/components/frame/place-href";
import { places } from "@/components/frame/places";
import { openStatuses } from "@/components/orders/order-filters";
import { orderHref, ordersHref } from "@/components/orders/order-href";
import type { DueRow, OrderStatusCode } from "@/components/orders/order-types";
import type { Tone } from "@/components/ui/tones";

export const dueLooks: Record<DueRow["kind"], { icon: LucideIcon; tone: Tone }> = {
  confirm: { icon: ClipboardCheck, tone: "amber" },
  changed: { icon: GitCompare, tone: "violet" },
  answer: { icon: MailQuestionMark, tone: "red" },
  reauthorise: { icon: KeyRound, tone: "amber" },
  "rotate-secret": { icon: RotateCcwKey, tone: "amber" },
  "sync-failing": { icon: RefreshCwOff, tone: "red" },
  "access-review": { icon: UserCheck, tone: "amber" },
};

/** One per piece of work, the same over refreshes. */
export function dueKey(row: DueRow): string {
  return `${row.kind} ${row.subjectKind === "order" ? row.connectionId : row.subjectId}`;
}

/** Where the act of a row is done: the grid with exactly these POs, the one PO, or the connection. */
export function dueHref(base: Route, row: DueRow): Route {
  if (row.subjectKind === "accessReview") return placeHref(base, `/settings/access-review`);
  if (row.subjectKind !== "order") return placeHref(base, places.connections.path);
  const status = statusesOf[row.kind] ?? [...openStatuses];
  if (row.count === 1) return orderHref(base, row.subjectId, `status=${status.join(",")}`);
  return ordersHref(base, { status, connection: row.connectionId ? [row.connectionId] : null });
}

const statusesOf: Partial<Record<DueRow["kind"], OrderStatusCode[]>> = {
  confirm: ["to-confirm"],
  changed: ["changed"],
  answer: ["answered", "confirmed"],
};

export function sameDue(a: readonly DueRow[] | undefined, b: readonly DueRow[] | undefined): boolean {
  return a?.map(dueKey).join() === b?.map(dueKey).join();
}
