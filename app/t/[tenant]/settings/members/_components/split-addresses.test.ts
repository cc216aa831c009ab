import { expect, test } from "vitest";
import { splitAddresses } from "./split-addresses";

test.each([
  ["", []],
  [" \n , ;", []],
  ["a@x.example", ["a@x.example"]],
  [
    "a@x.example, b@x.example;c@x.example\nd@x.example",
    ["a@x.example", "b@x.example", "c@x.example", "d@x.example"],
  ],
  ["a@x.example b@x.example\td@x.example", ["a@x.example", "b@x.example", "d@x.example"]],
  [
    "a@x.example，b@x.example；c@x.example、d@x.example",
    ["a@x.example", "b@x.example", "c@x.example", "d@x.example"],
  ],
  ["Ada Lovelace <ada@x.example>, Bo <bo@x.example>", ["ada@x.example", "bo@x.example"]],
  ["A@x.example, a@X.example", ["A@x.example"]],
  ["not an address", ["not", "an", "address"]],
])("%j", (text, addresses) => {
  expect(splitAddresses(text)).toEqual(addresses);
});
