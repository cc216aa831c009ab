import { Secret } from "otpauth";
import { expect, test } from "vitest";
import { findTotpStep, makeTotpSecret, totpUri } from "./totp";

// RFC 6238, appendix B, SHA-1, the last six of eight digits
const secret = Secret.fromUTF8("12345678901234567890").base32;

test.each([
  [59, "287082"],
  [1111111109, "081804"],
  [1111111111, "050471"],
  [1234567890, "005924"],
  [2000000000, "279037"],
])("at %d s the code of the standard is %s", (seconds, code) => {
  expect(findTotpStep(secret, code, new Date(seconds * 1000))).toBe(Math.floor(seconds / 30));
});

test("a code counts one step before and after its own, and no longer", () => {
  const step = Math.floor(1234567890 / 30);
  const at = (steps: number) => new Date((1234567890 + 30 * steps) * 1000);
  for (const steps of [-1, 0, 1]) expect(findTotpStep(secret, "005924", at(steps))).toBe(step);
  for (const steps of [-2, 2]) expect(findTotpStep(secret, "005924", at(steps))).toBeNull();
});

test.each(["", "00592", "0059244", "abcdef", "00592\u0664", " 05924"])("%j is no code", (code) => {
  expect(findTotpStep(secret, code, new Date(1234567890_000))).toBeNull();
});

test("every secret is new and long enough, and its address names the account", () => {
  const [one, other] = [makeTotpSecret(), makeTotpSecret()];
  expect(one).toMatch(/^[A-Z2-7]{32}$/);
  expect(one).not.toBe(other);
  expect(totpUri(one, "mara@larkmoor.example")).toContain(`secret=${one}`);
  expect(totpUri(one, "mara@larkmoor.example")).toContain("Oakline:mara%40larkmoor.example");
});
