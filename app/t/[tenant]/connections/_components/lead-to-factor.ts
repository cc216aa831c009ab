import { errorDataOf } from "@/components/trpc/error-data";

/** Whoever may change a production account, but has no second factor yet, is led to setting one up, and back here. */
export function leadToFactor(error: unknown): void {
  if (errorDataOf(error)?.reason !== "factor-required") return;
  const next = `${location.pathname}${location.search}`;
  location.assign(`/sign-in/second-factor?${new URLSearchParams({ next })}`);
}
