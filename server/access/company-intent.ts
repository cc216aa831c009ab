import { AsyncLocalStorage } from "node:async_hooks";
import type { Person } from "./session";

/** Why a browser was sent to the company's sign-on: to sign in, or to link it to the person who is signed in. */
export type CompanyIntent = { linkTo: Person | null };

/** Set around next-auth's callback, which asks for it before it links or signs in. */
export const companyIntent = new AsyncLocalStorage<CompanyIntent>();
