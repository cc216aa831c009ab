import "server-only";
import { currentRequest } from "@/server/access/require-ctx";
import { answerConsent } from "./answer-consent";

/** Amazon's redirect after a consent; always answers with a redirect into the product. */
export async function handleConsent(request: Request): Promise<Response> {
  return answerConsent(new URL(request.url).searchParams, await currentRequest());
}
