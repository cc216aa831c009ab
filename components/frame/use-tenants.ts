"use client";

import { useEffect, useState } from "react";
import { useFrame } from "./frame-context";
import type { TenantEntry } from "./frame-model";

/** All workspaces of the person: the first of them at once, the others when they have come. */
export function useTenants() {
  const { model, acts } = useFrame();
  const [loaded, setLoaded] = useState<readonly TenantEntry[] | null>(null);
  const [isFailed, setFailed] = useState(false);
  // outside system: the server's list, asked for each time this opens
  useEffect(() => {
    let dropped = false;
    acts.onTenants().then(
      (all) => !dropped && setLoaded(all),
      () => !dropped && setFailed(true),
    );
    return () => {
      dropped = true;
    };
  }, [acts]);
  const tenants = loaded ?? model.tenants;
  const pin = async (id: string, isPinned: boolean) => {
    const set = (pinnedAt: Date | null) =>
      setLoaded(tenants.map((one) => (one.id === id ? { ...one, pinnedAt } : one)));
    const before = tenants.find((one) => one.id === id)?.pinnedAt ?? null;
    set(isPinned ? new Date() : null);
    try {
      await acts.onPin(id, isPinned);
      setFailed(false);
    } catch {
      set(before);
      setFailed(true);
    }
  };
  return { tenants, isFailed, pin };
}
