import { placeOfZone, zoneKey } from "@/server/platform/zoned-time";
import { formatOffset, offsetMinutes } from "./format-zone";

export type ZoneChoice = {
  id: string;
  place: string;
  offset: string;
  minutes: number;
  /** one that our words name: shown before anything is typed */
  isNamed: boolean;
};

/** What some runtimes list under an older id only. */
const modernIds = ["UTC", "Asia/Kolkata", "Asia/Ho_Chi_Minh"];

/** Every zone of this runtime by place, those with a name of ours first, each group from west to east. */
export function listZones(at: Date, nameOf: (key: string) => string | null): ZoneChoice[] {
  const known = Intl.supportedValuesOf("timeZone");
  const named = [...new Set([...known, ...modernIds])].filter((id) => nameOf(zoneKey(id)) !== null);
  // some runtimes list Calcutta where we say Kolkata: the zone that a name stands for is not offered twice
  const standsFor = new Set(
    named.map((id) => new Intl.DateTimeFormat("en", { timeZone: id }).resolvedOptions().timeZone),
  );
  const rest = known.filter((id) => !named.includes(id) && !standsFor.has(id) && id.includes("/"));
  const choice = (id: string, isNamed: boolean): ZoneChoice => ({
    id,
    isNamed,
    place: nameOf(zoneKey(id)) ?? placeOfZone(id),
    offset: id === "UTC" ? "" : formatOffset(id, at),
    minutes: offsetMinutes(id, at),
  });
  const sorted = (ids: readonly string[], isNamed: boolean) =>
    ids
      .map((id) => choice(id, isNamed))
      .sort((a, b) => a.minutes - b.minutes || a.place.localeCompare(b.place));
  return [...sorted(named, true), ...sorted(rest, false)];
}

/** By place, by IANA id, or by offset ("+8"); nothing typed shows the named ones. */
export function matchZones(zones: readonly ZoneChoice[], text: string): ZoneChoice[] {
  const wish = fold(text);
  if (wish === "") return zones.filter((zone) => zone.isNamed);
  const isOffset = /^(utc|gmt)?[+-]\d/.test(wish);
  const rank = (zone: ZoneChoice) => {
    if (isOffset) return fold(zone.offset) === `utc${wish.replace(/^(utc|gmt)/, "")}` ? 0 : 3;
    const place = fold(zone.place);
    if (place.startsWith(wish)) return 0;
    if (place.includes(wish)) return 1;
    return fold(zone.id).includes(wish) ? 2 : 3;
  };
  return zones
    .map((zone) => ({ zone, rank: rank(zone) }))
    .filter((one) => one.rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .map((one) => one.zone);
}

function fold(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replaceAll("−", "-")
    .replaceAll("_", " ")
    .trim()
    .toLowerCase();
}
