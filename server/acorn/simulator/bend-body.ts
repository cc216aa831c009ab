import type { FaultName } from "./fault-table";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const strangeWords: Readonly<Record<string, string>> = {
  purchaseOrderState: "PartiallyClosed",
  purchaseOrderType: "SeasonalOrder",
  paymentMethod: "Barter",
  unitOfMeasure: "Pallets",
  purchaseOrderStatus: "ON_HOLD",
  confirmationStatus: "UNDER_REVIEW",
  receiveStatus: "LOST_IN_TRANSIT",
};

/** Drift: a well-formed answer with what no model foresees. Other faults leave the text alone. */
export function bendBody(body: string, fault: FaultName | null): string {
  if (fault === "extra-fields") return JSON.stringify(addFields(parse(body)));
  if (fault === "unknown-words") return JSON.stringify(renameWords(parse(body)));
  if (fault === "garbage-record") return JSON.stringify(addGarbage(parse(body)));
  return body;
}

function parse(body: string): Json {
  // Text that this server wrote a moment ago with JSON.stringify.
  return JSON.parse(body) as Json;
}

function addFields(value: Json): Json {
  if (Array.isArray(value)) return value.map(addFields);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, addFields(inner)] as const);
  return { ...Object.fromEntries(entries), addedLater: { since: "v9", flags: [true, null, "ß"] } };
}

function renameWords(value: Json): Json {
  if (Array.isArray(value)) return value.map(renameWords);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).map(([key, inner]) => {
    const strange = Object.hasOwn(strangeWords, key) ? strangeWords[key] : undefined;
    return [key, strange ?? renameWords(inner)] as const;
  });
  return Object.fromEntries(entries);
}

/** Among good records: one without its number, one with a number for text, a bare string and null. */
function addGarbage(value: Json): Json {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  const payload = value.payload;
  if (payload === null || typeof payload !== "object" || Array.isArray(payload)) return value;
  const name = "ordersStatus" in payload ? "ordersStatus" : "orders";
  const list = payload[name];
  if (!Array.isArray(list))
    return { ...value, payload: { purchaseOrderState: "New", orderDetails: { items: "none" } } };
  const [first, ...rest] = list;
  const garbage: Json[] = [
    { purchaseOrderState: "New", orderDetails: { items: [] } },
    {
      purchaseOrderNumber: 12345678,
      purchaseOrderState: "New",
      orderDetails: { purchaseOrderDate: "yesterday" },
    },
    "<order/>",
    null,
  ];
  const records = first === undefined ? garbage : [first, ...garbage, ...rest];
  return { ...value, payload: { ...payload, [name]: records } };
}
