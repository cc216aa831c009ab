"use client";

import {
  Archive,
  Ban,
  CircleCheck,
  Clock,
  Download,
  GitCompare,
  type LucideIcon,
  Package,
  ShoppingCart,
} from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { durationWords } from "@/components/i18n/format-countdown";
import { formatClock } from "@/components/i18n/format-date";
import { useNow, useReader } from "@/components/i18n/reader";
import { DateTime } from "@/components/ui/date-time";
import { Timeline, type TimelineEvent } from "@/components/ui/timeline";
import type { Tone } from "@/components/ui/tones";
import { useChangeWords } from "./change-words";
import { listOrderEvents, type OrderEvent } from "./order-events";
import type { OrderDetail, OriginalChoice } from "./order-types";

type Props = {
  order: OrderDetail;
  amazonZone?: string;
  /** events of the documents that belong to it */
  more?: readonly (TimelineEvent & { at: Date })[];
  /** only the newest, for the peek */
  limit?: number;
  /** absent: no links to the bytes */
  onOriginal?: (which: OriginalChoice) => void;
};

const looks: Record<OrderEvent["kind"], { icon: LucideIcon; tone: Tone }> = {
  answer: { icon: Clock, tone: "amber" },
  changed: { icon: GitCompare, tone: "violet" },
  received: { icon: Package, tone: "grey" },
  confirmed: { icon: CircleCheck, tone: "grey" },
  closed: { icon: Archive, tone: "grey" },
  cancelled: { icon: Ban, tone: "grey" },
  "first-read": { icon: Download, tone: "grey" },
  ordered: { icon: ShoppingCart, tone: "grey" },
};

/** What happened, newest first, each with what makes us say so. */
export function OrderTimeline({ order, amazonZone, more = [], limit, onOriginal }: Props) {
  const words = useEventWords(order);
  const own = listOrderEvents(order).map((event): TimelineEvent & { at: Date } => {
    const { title, evidence, time } = words(event);
    return {
      at: event.at,
      id: event.kind === "changed" ? event.change.id : event.kind,
      ...looks[event.kind],
      title,
      evidence,
      time: time ?? <DateTime at={event.at} amazonZone={amazonZone} />,
      links: onOriginal && <Links event={event} order={order} onOriginal={onOriginal} />,
    };
  });
  // what is waited for stands on top although its time is to come
  const expected = own.filter((event) => event.id === "answer");
  const past = [...more, ...own.filter((event) => event.id !== "answer")];
  const events = [...expected, ...past.toSorted((a, b) => b.at.getTime() - a.at.getTime())];
  return <Timeline events={events.slice(0, limit)} />;
}

type Words = { title: string; evidence?: ReactNode; time?: ReactNode };

function useEventWords(order: OrderDetail): (event: OrderEvent) => Words {
  const t = useTranslations("order.timeline");
  const tTime = useTranslations("time");
  const { locale, zone } = useReader();
  const now = useNow();
  const changeWords = useChangeWords();
  const clock = (at: Date) => formatClock(at, zone, locale, now);
  const statusEvidence = () => {
    if (!order.statusSeenAt) return undefined;
    const seen = clock(order.statusSeenAt);
    return order.statusUpdatedAt
      ? t("statusEvidence", { seen, amazon: clock(order.statusUpdatedAt) })
      : t("statusEvidenceOnly", { seen });
  };
  return (event) => {
    switch (event.kind) {
      case "answer":
        return {
          title: t("yourAnswer"),
          evidence: t("answerEvidence"),
          time: t("due", { time: clock(event.at) }),
        };
      case "changed": {
        const { seenAt, amazonChangedAt, changes } = event.change;
        const seen = clock(seenAt);
        const [first] = changes;
        const detail = first && changeWords(first);
        return {
          title: t("changed", { count: changes.length }),
          evidence: (
            <>
              {detail &&
                `${t("fieldChange", { field: detail.field, before: detail.before, after: detail.after })}${changes.length > 1 ? " …" : ""}`}
              <br />
              {amazonChangedAt
                ? t("readBack", { seen, amazon: clock(amazonChangedAt) })
                : t("readBackOnly", { seen })}
            </>
          ),
        };
      }
      case "received":
        return {
          title: event.isAll
            ? t("receivedAll", { accepted: event.accepted })
            : t("received", { received: event.received, accepted: event.accepted }),
          evidence: statusEvidence(),
        };
      case "confirmed":
        return {
          title: t("confirmed", { accepted: event.accepted, ordered: event.ordered }),
          evidence:
            event.rejected > 0
              ? t("rejected", { count: event.rejected, evidence: statusEvidence() ?? "" })
              : statusEvidence(),
        };
      case "closed":
      case "cancelled":
        return { title: t(event.kind) };
      case "first-read": {
        const age = durationWords(event.at.getTime() - order.orderedAt.getTime());
        return {
          title: t("firstRead"),
          evidence: t("firstEvidence", { age: tTime(`span.${age.key}`, age.values) }),
        };
      }
      case "ordered":
        return {
          title: t("ordered"),
          evidence: t("orderedEvidence", { lines: order.lineCount, units: order.orderedUnits }),
        };
    }
  };
}

type LinksProps = { event: OrderEvent; order: OrderDetail; onOriginal: (which: OriginalChoice) => void };

function Links({ event, order, onOriginal }: LinksProps) {
  const t = useTranslations("order.timeline");
  const link = (label: string, which: OriginalChoice) => (
    <button type="button" onClick={() => onOriginal(which)} className="min-h-6 rounded-4 hover:underline">
      {label}
    </button>
  );
  if (event.kind === "changed") return link(t("compare"), { change: event.change.id, side: "after" });
  if ((event.kind === "confirmed" || event.kind === "received") && order.hasStatusOriginal) {
    return link(t("statusOriginal"), "status");
  }
  if (event.kind === "first-read" && order.changes.length === 0) return link(t("original"), "order");
  return null;
}
