import { wallTime } from "@/server/platform/zoned-time";

/** Minutes east of UTC at that instant, so that summer time is right on both sides of the change. */
export function offsetMinutes(zone: string, at: Date): number {
  return Math.round((wallTime(at.getTime(), zone) - at.getTime()) / 60_000);
}

/** "UTC+8", "UTC−3:30", "UTC+0". Never an abbreviation: "CST" is three zones. */
export function formatOffset(zone: string, at: Date): string {
  const minutes = offsetMinutes(zone, at);
  const size = Math.abs(minutes);
  const rest = size % 60 === 0 ? "" : `:${String(size % 60).padStart(2, "0")}`;
  return `UTC${minutes < 0 ? "−" : "+"}${Math.floor(size / 60)}${rest}`;
}
