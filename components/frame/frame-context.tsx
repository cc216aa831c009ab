"use client";

import { createContext, use } from "react";
import type { FrameActs, FrameModel } from "./frame-model";

export type FrameOverlay = "palette" | "keys" | "tenants" | "more" | null;

type FrameValue = {
  model: FrameModel;
  acts: FrameActs;
  overlay: FrameOverlay;
  setOverlay: (overlay: FrameOverlay) => void;
};

export const FrameContext = createContext<FrameValue | null>(null);

/** The frame around the page, for its bars and menus. */
export function useFrame(): FrameValue {
  const value = use(FrameContext);
  if (value === null) throw new Error("Frame is missing above this component");
  return value;
}
