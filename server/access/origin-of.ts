import { browserZoneCookie, zoneOfCookie } from "@/server/platform/reader-cookies";
import { clientAddress } from "./client-address";
import type { Origin } from "./context";
import { describeDevice } from "./describe-device";

const zoneCookie = new RegExp(`(?:^|;\\s*)${browserZoneCookie}=([^;]*)`);

/** Where a request came from, for people to recognise: never for trust. */
export function originOf(headers: Headers): Origin {
  const address = clientAddress(headers);
  return {
    address: address === "unknown" ? null : address,
    device: describeDevice(headers.get("user-agent")),
    zone: zoneOfCookie(zoneCookie.exec(headers.get("cookie") ?? "")?.[1]),
  };
}
