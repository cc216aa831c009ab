import { expect, test } from "vitest";
import { newId, publicId } from "./ids";
import { tenantOfPath } from "./last-tenant";

const id = publicId("tenant", newId("tenant"));

test("the workspace of a path is known from its id alone, and anything else is none", () => {
  expect(tenantOfPath(`/t/${id}`)).toBe(id);
  expect(tenantOfPath(`/t/${id}/orders/po_x`)).toBe(id);
  for (const path of ["/", "/t", "/t/", `/t/${id}x`, `/t/${id}; Path=/`, `/x/t/${id}`, "/t/tn_"]) {
    expect(tenantOfPath(path), path).toBeNull();
  }
});
