"use client";

import type { Route } from "next";
import { createContext, use } from "react";
import type { FrameTenant } from "./frame-model";

type Workspace = { id: string; base: Route; role: FrameTenant["role"] };

export const WorkspaceContext = createContext<Workspace | null>(null);

/** The workspace of the address: the `tenant` of every call, and the base of every link. */
export function useWorkspace(): Workspace {
  const value = use(WorkspaceContext);
  if (value === null) throw new Error("WorkspaceContext is missing above this component");
  return value;
}
