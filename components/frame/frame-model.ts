import type { Route } from "next";
import type { Action } from "@/server/access/permissions";
import type { PlaceId } from "./places";

export type FrameTenant = {
  id: string;
  name: string;
  /** 0 to 7 */
  hue: number;
  href: Route;
  role: "owner" | "admin" | "manager" | "operator" | "viewer";
  kind: "company" | "agency";
  /** by which agency's grant the reader is here; null for a member */
  grant: { agency: string; isLimited: boolean } | null;
  /** what the reader may do here, by the server's own table; the table itself would cost every page a kilobyte */
  can: readonly Action[];
};

/** One of the workspaces that a person may enter. */
export type TenantEntry = Pick<FrameTenant, "id" | "name" | "hue" | "href" | "role" | "kind"> & {
  /** the agency by whose grant */
  via: string | null;
  openedAt: Date | null;
  pinnedAt: Date | null;
};

/** Open work of a place: the count, and what kind the worst of it is. */
export type PlaceState = { count?: number; mark?: "late" | "refused" | "warning" };

/** Plain data of the frame; it asks nothing of the server by itself. */
export type FrameModel = {
  tenant: FrameTenant;
  /** those that this person may enter and reaches first, the present one too: pinned, then recent; see `rankTenants` */
  tenants: readonly TenantEntry[];
  /** how many there are in all */
  tenantCount: number;
  /** "/t/<tenant>": places lie below it */
  base: Route;
  states: Partial<Record<PlaceId, PlaceState>>;
  freshness: { fresh: number; total: number; worst: "fresh" | "stale" | "silent" };
  alerts: { count: number; href: Route | null };
  person: { name: string; email: string; profileHref: Route };
  sandbox: boolean;
};

export type SearchHit = { id: string; label: string; detail?: string; href: Route };

export type FrameActs = {
  onSignOut: () => void;
  /** all workspaces that this person may enter now */
  onTenants: () => Promise<readonly TenantEntry[]>;
  onPin: (tenant: string, isPinned: boolean) => Promise<unknown>;
  /** called with what was typed; PO numbers above all */
  onSearch?: (query: string) => Promise<readonly SearchHit[]>;
  /** after the browser has kept the choice: for the profile's copy */
  onPreference?: (key: "locale" | "theme" | "density", value: string) => void;
};
