import { describe, expect, it } from "vitest";
import { healthOf, worstOf } from "./connection-health";
import type { ConnectionRow, FlowRow } from "./connection-types";
import { diagnose } from "./diagnose";
import { readAnswer } from "./read-answer";

const now = new Date("2026-11-23T08:00:00Z");
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);

function flow(given: Partial<FlowRow> = {}): FlowRow {
  return {
    flow: "orders",
    frequency: { kind: "every", minutes: 15 },
    enabled: true,
    lastOkAt: ago(4),
    nextDueAt: inDays(1),
    failures: 0,
    lastErrorCode: null,
    backfillFrom: ago(260_000),
    backfillCursor: null,
    backfillDoneAt: ago(60),
    run: null,
    ...given,
  };
}

function row(given: Partial<ConnectionRow> = {}): ConnectionRow {
  return {
    id: "cn_1",
    app: null,
    environment: "production",
    country: "US",
    region: "na",
    sellingPartnerId: "amzn1.vg.1",
    label: "OAKL5",
    vendorCodes: [],
    authorisation: "consent",
    state: "active",
    stateReason: null,
    authorisedAt: ago(1000),
    expiresAt: inDays(200),
    mode: "live",
    modeSince: null,
    callsToday: 0,
    failedToday: 0,
    flows: [flow()],
    ...given,
  };
}

describe("health of a connection", () => {
  it("is stale after two missed runs and silent after six, whatever else is under way", () => {
    expect(healthOf(row(), now)).toBe("healthy");
    expect(healthOf(row({ flows: [flow({ lastOkAt: ago(44) })] }), now)).toBe("healthy");
    expect(healthOf(row({ flows: [flow({ lastOkAt: ago(45), backfillDoneAt: null })] }), now)).toBe("stale");
    expect(healthOf(row({ flows: [flow({ lastOkAt: ago(105) })] }), now)).toBe("silent");
  });

  it("says that the authorisation is lost before anything else, also when the consent ended by itself", () => {
    expect(healthOf(row({ state: "reauthorise", flows: [flow({ lastOkAt: ago(999) })] }), now)).toBe(
      "unauthorised",
    );
    expect(healthOf(row({ expiresAt: now }), now)).toBe("unauthorised");
    expect(healthOf(row({ expiresAt: inDays(30) }), now)).toBe("consentEnds");
    expect(healthOf(row({ expiresAt: inDays(31) }), now)).toBe("healthy");
  });

  it("never calls a self-authorised account due for a consent", () => {
    expect(healthOf(row({ authorisation: "self", expiresAt: null }), now)).toBe("healthy");
  });

  it("leads a person to the worst connection first", () => {
    const stale = row({ id: "cn_2", flows: [flow({ lastOkAt: ago(50) })] });
    const lost = row({ id: "cn_3", state: "reauthorise" });
    expect(worstOf([row(), stale, lost], now)?.id).toBe("cn_3");
    expect(worstOf([row(), stale], now)?.id).toBe("cn_2");
    expect(worstOf([row()], now)?.id).toBe("cn_1");
  });
});

describe("diagnosis", () => {
  it("tells a person to do nothing while Amazon is away, and to act when only a person can", () => {
    const failing = (lastErrorCode: string) =>
      diagnose(row({ flows: [flow({ lastOkAt: ago(50), failures: 2, lastErrorCode })] }), now);
    expect(failing("ACORN_DOWN")).toMatchObject({ layer: "network", now: "waits", failures: 2 });
    expect(failing("ACORN_DRIFT")).toMatchObject({ layer: "data", now: "tell" });
    expect(diagnose(row({ state: "reauthorise" }), now)).toMatchObject({
      layer: "authorisation",
      now: "reauthorise",
      touched: ["orders"],
    });
    expect(diagnose(row({ state: "reauthorise", authorisation: "self" }), now).now).toBe("newToken");
    expect(diagnose(row({ state: "paused", stateReason: "app-disabled" }), now).now).toBe("enableApp");
    expect(diagnose(row(), now)).toMatchObject({ layer: null, touched: [], now: "nothing" });
  });
});

describe("answer of a consent", () => {
  it("reads a strange reason as ours and never as a success", () => {
    expect(readAnswer({ refused: "seller-account" })).toEqual({ kind: "refused", reason: "seller-account" });
    expect(readAnswer({ refused: "<script>" })).toEqual({ kind: "refused", reason: "internal" });
    expect(readAnswer({ refused: ["a", "b"] })).toBeNull();
    expect(readAnswer({})).toBeNull();
  });
});
