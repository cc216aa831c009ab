import type { IncomingMessage } from "node:http";
import { type Answer, htmlAnswer } from "./answers";
import { answerApi } from "./api-endpoint";
import { decideConsent, showConsent } from "./consent-page";
import type { Region } from "./country-table";
import type { Outcome } from "./outcome";
import { answerToken } from "./token-endpoint";
import type { World } from "./world";

type Incoming = { request: IncomingMessage; url: URL; bytes: Buffer };

const apiPath = /^(?<sandbox>\/sandbox)?\/(?<region>na|eu|fe)(?<path>\/.*)$/;
const consentPath = /^\/vendorcentral\/(?<country>[A-Za-z]{2})\/apps\/authorize\/consent$/;

/** One port serves every host of Amazon's by path prefix; null for a path that none of them has. */
export function route(world: World, incoming: Incoming): Outcome | null {
  const { request, url, bytes } = incoming;
  const method = request.method ?? "GET";
  if (url.pathname === "/auth/o2/token") {
    return answerToken(world, {
      method,
      body: bytes.toString("utf8"),
      contentType: request.headers["content-type"] ?? "",
    });
  }
  const api = apiPath.exec(url.pathname)?.groups;
  if (api?.region && api.path) {
    const region = regionOf(api.region);
    const isSandbox = api.sandbox !== undefined;
    return answerApi(world, {
      region,
      isSandbox,
      method,
      path: api.path,
      query: url.searchParams,
      headers: request.headers,
      bytes,
    });
  }
  const country = consentPath.exec(url.pathname)?.groups?.country;
  return country ? consentOutcome(world, country, incoming) : null;
}

function regionOf(text: string): Region {
  return text === "na" || text === "eu" ? text : "fe";
}

function consentOutcome(world: World, country: string, incoming: Incoming): Outcome {
  const answer = answerConsent(world, country, incoming);
  const facts = { operation: "consent", group: null, app: null, page: null, strike: null };
  return { ...facts, result: { kind: "answer", answer } };
}

/** Only our own page may decide: a form of another site must not approve in the reader's name. */
function answerConsent(world: World, country: string, { request, url, bytes }: Incoming): Answer {
  if (request.method !== "POST") return showConsent(world, country, url.searchParams);
  const origin = request.headers.origin;
  // A page without referrer sends "null"; Sec-Fetch-Site still tells where it came from.
  const site = request.headers["sec-fetch-site"];
  const isForeign =
    site === undefined
      ? origin !== undefined && origin !== `http://${request.headers.host}`
      : site !== "same-origin";
  if (isForeign) return htmlAnswer(403, "<p>This form was sent from another site.");
  return decideConsent(world, country, new URLSearchParams(bytes.toString("utf8")));
}
