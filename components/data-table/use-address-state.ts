"use client";

import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { type AddressKeys, type AddressParts, readAddress, writeAddress } from "./address-state";

/** State that lives in the address: [state, change]. A change names only what it changes and adds no step to the history. */
export function useAddressState<S extends object>(
  parts: AddressParts<S>,
  keys: AddressKeys<S>,
): [S, (change: Partial<S>) => void] {
  const params = useSearchParams();
  const state = useMemo(() => readAddress(parts, keys, (name) => params.get(name)), [parts, keys, params]);
  const change = (wanted: Partial<S>) => {
    const search = writeAddress(parts, keys, wanted, location.search);
    history.replaceState(null, "", search === "" ? location.pathname : `${location.pathname}?${search}`);
  };
  return [state, change];
}
