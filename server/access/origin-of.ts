import { clientAddress } from "./client-address";
import type { Origin } from "./context";
import { describeDevice } from "./describe-device";

/** Where a request came from, for people to recognise: never for trust. */
export function originOf(headers: Headers): Origin {
  const address = clientAddress(headers);
  return {
    address: address === "unknown" ? null : address,
    device: describeDevice(headers.get("user-agent")),
  };
}
