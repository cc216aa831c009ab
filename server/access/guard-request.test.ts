import { expect, test } from "vitest";
import { guardPost, isForeignRead, isSameOrigin } from "./guard-request";

const appUrl = "https://vendors.example";

test.each([
  [{ origin: appUrl }, true],
  [{ origin: appUrl, "sec-fetch-site": "same-origin" }, true],
  [{ origin: "null", "sec-fetch-site": "same-origin" }, true],
  [{ "sec-fetch-site": "same-origin" }, true],
  [{}, false],
  [{ origin: "null" }, false],
  [{ origin: "https://vendors.example.evil.example" }, false],
  [{ origin: "http://vendors.example" }, false],
  [{ origin: "https://vendors.example:8443" }, false],
  [{ origin: appUrl, "sec-fetch-site": "cross-site" }, false],
  [{ origin: appUrl, "sec-fetch-site": "same-site" }, false],
  [{ origin: "https://evil.example", "sec-fetch-site": "same-origin" }, false],
  [{ "sec-fetch-site": "none" }, false],
])("a changing request counts as ours by what its browser vouches for: %j is %s", (headers, ours) => {
  expect(isSameOrigin(new Headers(headers), appUrl)).toBe(ours);
});

test("a read from another site's page is foreign, a typed address is not", () => {
  expect(isForeignRead(new Headers({ "sec-fetch-site": "cross-site" }))).toBe(true);
  expect(isForeignRead(new Headers({ "sec-fetch-site": "none" }))).toBe(false);
  expect(isForeignRead(new Headers())).toBe(false);
});

function post(body: BodyInit, contentType = "application/json") {
  const headers = { origin: appUrl, "content-type": contentType };
  return new Request(`${appUrl}/api`, { method: "POST", headers, body, duplex: "half" } as RequestInit);
}
const rules = { appUrl, contentType: "application/json", maxBytes: 100 };

test("what a page of another site can send without asking is refused by its content type", async () => {
  for (const type of [
    "text/plain",
    "multipart/form-data; boundary=x",
    "application/x-www-form-urlencoded",
    "",
  ]) {
    expect(await guardPost(post("{}", type), rules)).toMatchObject({ status: 415 });
  }
  expect(await guardPost(post("{}", "application/json; charset=utf-8"), rules)).toBeInstanceOf(Request);
});

test("a body without a length is cut off at the limit, not read to its end", async () => {
  let pulled = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      pulled++;
      controller.enqueue(new Uint8Array(60));
    },
  });
  expect(await guardPost(post(endless), rules)).toMatchObject({ status: 413 });
  expect(pulled).toBeLessThan(10);
});

test("a request that passes still has its body", async () => {
  const guarded = await guardPost(post('{"a":"ü"}'), rules);
  expect(guarded instanceof Request && (await guarded.json())).toEqual({ a: "ü" });
});
