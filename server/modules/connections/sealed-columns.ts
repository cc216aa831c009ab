import type { SealedPlace } from "@/server/modules/tenants/tenant-key";
import type { Id } from "@/server/platform/ids";

/** Each sealed column is bound to its row: a text copied elsewhere does not open. */
export const refreshTokenOf = (id: Id<"connection">): SealedPlace => ({
  column: "connection.sealed_refresh_token",
  rowId: id,
});
export const accessTokenOf = (id: Id<"connection">): SealedPlace => ({
  column: "connection.sealed_access_token",
  rowId: id,
});
export const clientSecretOf = (id: Id<"app">): SealedPlace => ({
  column: "acorn_app.sealed_client_secret",
  rowId: id,
});
