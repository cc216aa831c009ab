"use client";

import type { Route } from "next";
import { createContext, use } from "react";
import type { Action } from "@/server/access/permissions";
import type { FrameTenant } from "./frame-model";

type Workspace = Pick<FrameTenant, "id" | "role" | "kind" | "grant" | "can"> & { base: Route };

export const WorkspaceContext = createContext<Workspace | null>(null);

/** The workspace of the address: the `tenant` of every call, and the base of every link. */
export function useWorkspace(): Workspace {
  const value = use(WorkspaceContext);
  if (value === null) throw new Error("WorkspaceContext is missing above this component");
  return value;
}

/** Whether the reader may do something here, as a member or by a grant: as the server has worked it out, to hide buttons by. */
export function useCan(): (action: Action) => boolean {
  const { can } = useWorkspace();
  return (action) => can.includes(action);
}
