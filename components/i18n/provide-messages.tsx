import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import { sharedModules } from "./load-messages";
import type { MessageModule } from "./message-types";

type Props = { modules?: readonly MessageModule[]; shared?: readonly MessageModule[]; children: ReactNode };

/** Gives client components below it the shared words and the named modules, and no others: each is sent with the page. */
export async function ProvideMessages({ modules = [], shared = sharedModules, children }: Props) {
  const all = await getMessages();
  const wanted = new Set<string>([...shared, ...modules]);
  const messages = Object.fromEntries(Object.entries(all).filter(([name]) => wanted.has(name)));
  return <NextIntlClientProvider messages={messages}>{children}</NextIntlClientProvider>;
}
