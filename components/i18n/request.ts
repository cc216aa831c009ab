import { getRequestConfig } from "next-intl/server";
import { loadMessages } from "./load-messages";
import { requestPreferences } from "./request-preferences";

/** Read by next-intl for every request: there is no locale in the path. */
export default getRequestConfig(async () => {
  const { locale, zone } = await requestPreferences();
  return { locale, messages: await loadMessages(locale), timeZone: zone ?? "UTC" };
});
