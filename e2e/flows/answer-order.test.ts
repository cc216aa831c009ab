import { callApi } from "../fixtures/api";
import { groups, larkmoor, mara, noor } from "../fixtures/people";
import { visit } from "../fixtures/settle";
import { simulator } from "../fixtures/simulator";
import { listConnections, syncNow } from "../fixtures/sync";
import { expect, openTenant, test } from "../fixtures/test";

const number = "E2EANS01";
const misread = "E2EANS02";
const whole = {
  sequence: "1",
  netCost: { amount: "5.00", currency: "USD" },
  parts: [{ answer: "accepted", amount: 10 }],
};
const group = groups.larkmoorUs.id;

test("a PO is answered by keys, corrected where it is wrong, leaves once and is verified by what Amazon shows", async ({
  page,
  signIn,
  baseURL: origin,
}) => {
  test.setTimeout(300_000);
  await signIn(mara);
  const base = await openTenant(page, larkmoor);
  const tenant = base.slice("/t/".length);
  const connection = (await listConnections(page.request, tenant)).find(
    (one) => one.sellingPartnerId === group,
  );
  if (!connection) throw new Error("not connected");
  const live = { tenant, connection: connection.id, mode: "live", typedWord: connection.label };
  await callApi(page.request, "connections.setMode", { input: live, origin });
  await simulator.addOrder(group, {
    number,
    lines: [
      { amount: 10, cost: "12.50", isBackOrderAllowed: true },
      { amount: 4, cost: "3.20", unit: "Cases", unitSize: 6 },
    ],
  });
  await simulator.addOrder(group, { number: misread, lines: [{ amount: 10, cost: "5.00" }] });
  await syncNow(page.request, { tenant, group, flow: "orders", origin });
  const found = (await callApi(page.request, "orders.list", {
    input: { tenant, filter: { text: "E2EANS", status: ["to-confirm"] } },
  })) as { rows: { id: string; number: string }[] };
  const idOf = (wanted: string) => found.rows.find((row) => row.number === wanted)?.id ?? "";

  // another PO's answer is on its way meanwhile, of which Amazon will show less than was sent
  await simulator.treatNextAnswer(group, "wrong-effect");
  await callApi(page.request, "acknowledgements.answer", {
    input: { tenant, order: idOf(misread), version: 1, lines: [whole] },
    origin,
  });
  const answers = { input: { tenant, order: idOf(misread) } };
  const stateOf = async () =>
    ((await callApi(page.request, "submissions.list", answers)) as { state: string }[])[0]?.state;
  await expect.poll(stateOf, { timeout: 60_000 }).toBe("sent");
  await simulator.treatNextAnswer(group, "early-effect");
  await visit(page, `${base}/orders/${idOf(number)}`);

  // A opens the form, everything accepted, the cursor in the first quantity
  await page.keyboard.press("a");
  const first = page.getByRole("textbox", { name: "Quantity of line 1, in each" });
  await expect(first).toBeFocused();
  await expect(first).toHaveValue("10");
  await expect(page.getByText("2 lines: 34 accepted, 0 backordered, 0 rejected of 34 eaches")).toBeVisible();

  // too much is said at once, and nothing can be sent
  await page.keyboard.type("11");
  await expect(page.getByText("1 each too many")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Send/ })).toBeDisabled();
  await first.fill("7");
  await expect(page.getByText("3 each open")).toBeVisible();
  await page.keyboard.press("r");
  await expect(page.getByText("A rejection needs a reason")).toBeVisible();
  await page.getByRole("combobox", { name: "Reason for line 1 (2)" }).selectOption("Temporarily unavailable");
  const summary = page.getByText("2 lines: 31 accepted, 0 backordered, 3 rejected of 34 eaches");
  await expect(summary).toBeVisible();

  // cases of 6 may be written as eaches, and part of a case is said to be one
  const second = (unit: string) => page.getByRole("textbox", { name: `Quantity of line 2, in ${unit}` });
  await second("cases").focus();
  await page.keyboard.type("20 ea");
  await expect(page.getByText("20 eaches are not whole cases of 6: 18 or 24 would be")).toBeVisible();
  await page.keyboard.press("Tab");
  await second("each").fill("24");
  await expect(summary).toBeVisible();
  await page.keyboard.press("u");
  await expect(second("cases")).toHaveValue("4");
  await page.keyboard.press("u");
  await expect(second("each")).toHaveValue("24");

  // a reload in the middle loses nothing, and another person on this browser sees nothing of it
  await visit(page, page.url());
  await signIn(noor);
  await visit(page, page.url());
  await page.keyboard.press("a");
  await expect(first).toHaveValue("10");
  await expect(page.getByText(/^Your draft of/)).toHaveCount(0);
  await signIn(mara);
  await visit(page, page.url());
  await page.keyboard.press("a");
  await expect(page.getByText(/^Your draft of \d\d:\d\d is back$/)).toBeVisible();
  await expect(second("each")).toHaveValue("24");
  await expect(summary).toBeVisible();

  // Amazon changes one line meanwhile: what was typed for it is shown, the other line stays
  await simulator.changeOrder(group, number, { kind: "quantity", line: "2", amount: 5 });
  await syncNow(page.request, { tenant, group, flow: "orders", origin });
  await visit(page, page.url());
  await page.keyboard.press("a");
  await expect(page.getByText(/^Amazon changed line 2 meanwhile/)).toBeVisible();
  await expect(page.getByText("You had for line 2: Accept 24 each")).toBeVisible();
  await expect(second("cases")).toHaveValue("5");
  await expect(page.getByText("2 lines: 37 accepted, 0 backordered, 3 rejected of 40 eaches")).toBeVisible();
  await page.keyboard.press("Control+Enter");

  // taken back while it waits, then sent for good
  const strip = page.getByRole("region", { name: "Answer", exact: true });
  await expect(strip).toContainText("Queued");
  await strip.getByRole("button", { name: /^Undo/ }).click();
  await expect(strip).toHaveCount(0);
  await expect(page.getByRole("region", { name: "Documents for Amazon" })).toContainText("Withdrawn");
  await page.keyboard.press("a");
  await expect(page.getByText(/^Your draft of/)).toBeVisible();
  const split = page.getByRole("textbox", { name: "Quantity of line 1 (1), in each" });
  await expect(split).toBeFocused();
  await expect(split).toHaveValue("7");
  await page.keyboard.press("Control+Enter");
  await expect(strip).toContainText("Queued");
  await expect(strip).toContainText(/Sent|Verified/, { timeout: 60_000 });
  await expect(strip).toContainText("Verified", { timeout: 120_000 });
  await expect(strip).toContainText("2 lines equal in accepted and rejected");
  await expect(page.getByRole("region", { name: "Lines" })).toContainText("Accepted in part");
  const keptDrafts = () =>
    page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("oakline.answer")));
  expect(await keptDrafts()).toEqual([]);
  const arrived = await simulator.submissions(group, number);
  expect(arrived).toHaveLength(1);

  await page
    .getByRole("region", { name: "Documents for Amazon" })
    .getByRole("button", { name: "Bytes" })
    .first()
    .click();
  await expect(page.getByRole("dialog")).toContainText('"purchaseOrderNumber": "E2EANS01"');

  // the other one: both sides, and a person's word with how they know it
  await expect.poll(stateOf, { timeout: 120_000 }).toBe("mismatch");
  await visit(page, `${base}/orders/${idOf(misread)}`);
  await expect(strip).toContainText("Mismatch");
  const differs = strip.getByRole("table", { name: "Sent against what Amazon shows, in eaches" });
  await expect(differs.getByRole("row").nth(2).getByRole("cell")).toContainText(["1", "", "10", "9−1"]);
  await strip.getByRole("button", { name: "Handled elsewhere" }).click();
  const question = page.getByRole("dialog");
  await question.getByRole("textbox").fill("Corrected in Vendor Central by hand");
  await question.getByRole("button", { name: "Note it" }).click();
  await expect(strip).toContainText("Corrected in Vendor Central by hand");
  await expect(strip.getByRole("button")).toHaveCount(0);
});
