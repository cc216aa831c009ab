export const filterFields = [
  "status",
  "market",
  "connection",
  "currency",
  "ordered",
  "due",
  "changed",
] as const;
export type FilterField = (typeof filterFields)[number];
