import type { Party, Quantity } from "@/server/acorn/order-types";
import { readDecimal, readText, readWord, type Words } from "@/server/acorn/read-values";
import { fieldsOf, isWire, noteUnknown, type Reading } from "@/server/acorn/reading";
import type { Money } from "@/server/platform/money";

/** The largest value of a Postgres integer; no order is near it. */
export const maxQuantity = 2_147_483_647;

const quantityFields = fieldsOf("amount", "unitOfMeasure", "unitSize");

/** Never negative: below 0 counts as 0 [I docs#2421]. Null, and a fault, when no whole number can be read. */
export function readQuantity(value: unknown, path: string, reading: Reading): Quantity | null {
  if (!isWire(value)) {
    reading.fault(path, "quantity missing");
    return null;
  }
  noteUnknown(value, quantityFields, path, reading);
  const given = wholeNumber(value.amount, path, "amount", reading);
  if (given === null) {
    reading.fault(`${path}.amount`, "no whole number");
    return null;
  }
  const unit = readUnit(value.unitOfMeasure, path, reading);
  const unitSize = readUnitSize(value.unitSize, path, reading);
  const amount = Math.max(0, given);
  const eaches = unit === "case" ? amount * unitSize : amount;
  if (eaches > maxQuantity) {
    reading.fault(path, "quantity too large");
    return null;
  }
  return { amount, unit, unitSize, eaches };
}

/** Null without a fault: status objects may leave any quantity out. */
export function readEaches(value: unknown, path: string, reading: Reading): number | null {
  if (value === undefined || value === null) return null;
  return readQuantity(value, path, reading)?.eaches ?? null;
}

function readUnit(value: unknown, path: string, reading: Reading): Quantity["unit"] {
  if (typeof value === "string") {
    if (value === "Cases") return "case";
    if (value === "Eaches") return "each";
    reading.drift(`${path}.unitOfMeasure`, value);
    // Amazon's own sandbox writes CASES [M]; the size of the line hangs on it.
    const folded = value.toLowerCase();
    if (folded === "cases" || folded === "case") return "case";
    if (folded === "eaches" || folded === "each") return "each";
    return value.slice(0, 100);
  }
  reading.drift(`${path}.unitOfMeasure`, value);
  return "each";
}

function readUnitSize(value: unknown, path: string, reading: Reading): number {
  if (value === undefined || value === null) return 1;
  const size = wholeNumber(value, path, "unitSize", reading);
  if (size !== null && size >= 1) return size;
  reading.drift(`${path}.unitSize`, value);
  return 1;
}

function wholeNumber(value: unknown, path: string, field: string, reading: Reading): number | null {
  if (typeof value === "number")
    return Number.isInteger(value) && Math.abs(value) <= maxQuantity ? value : null;
  if (typeof value !== "string" || !/^-?\d{1,10}$/.test(value)) return null;
  reading.drift(`${path}.${field}`, value);
  const number = Number(value);
  return Math.abs(number) <= maxQuantity ? number : null;
}

const moneyFields = fieldsOf("currencyCode", "amount", "unitOfMeasure");
const weightUnits: Words<string> = { POUNDS: "pound", OUNCES: "ounce", GRAMS: "gram", KILOGRAMS: "kilogram" };

/** Amount as decimal text, never a float. A fault when an amount is there and cannot be used. */
export function readMoney(value: unknown, path: string, reading: Reading): Money | null {
  if (value === undefined || value === null) return null;
  if (!isWire(value)) {
    reading.fault(path, "no money");
    return null;
  }
  noteUnknown(value, moneyFields, path, reading);
  const text = amountText(value.amount, path, reading);
  if (text === null) return null;
  const amount = readDecimal(text);
  if (amount === null) reading.fault(`${path}.amount`, "no decimal number");
  const currency = readCurrency(value.currencyCode, path, reading);
  return amount === null || currency === null ? null : { amount, currency };
}

/** The weight unit that a money value is per; null: each. */
/** The weight unit that a money value is per; null: each. */
export function readWeightUnit(value: unknown, path: string, reading: Reading): string | null {
  if (!isWire(value) || value.unitOfMeasure === undefined) return null;
  return readWord(value.unitOfMeasure, weightUnits, `${path}.unitOfMeasure`, reading);
}

function amountText(value: unknown, path: string, reading: Reading): string | null {
  if (typeof value === "string") return value === "" ? null : value;
  if (value === undefined || value === null) return null;
  reading.drift(`${path}.amount`, value);
  // Up to 15 digits survive a JSON number unchanged.
  if (typeof value === "number" && String(value).replace(/\D/g, "").length <= 15) return String(value);
  reading.fault(`${path}.amount`, "no decimal text");
  return null;
}

function readCurrency(value: unknown, path: string, reading: Reading): string | null {
  if (typeof value === "string") {
    if (/^[A-Z]{3}$/.test(value)) return value;
    if (/^[A-Za-z]{3}$/.test(value)) {
      reading.drift(`${path}.currencyCode`, value);
      return value.toUpperCase();
    }
  }
  reading.fault(`${path}.currencyCode`, "no currency code");
  return null;
}

const partyFields = fieldsOf("partyId", "address", "taxInfo");
const addressFields = fieldsOf(
  "name",
  "addressLine1",
  "addressLine2",
  "addressLine3",
  "city",
  "county",
  "district",
  "stateOrRegion",
  "postalCode",
  "countryCode",
  "phone",
);
const taxFields = fieldsOf("taxRegistrationType", "taxRegistrationNumber");

/** Null, and drift, when a party comes without its code. */
export function readParty(value: unknown, path: string, reading: Reading): Party | null {
  if (value === undefined || value === null) return null;
  const code = isWire(value) ? readText(value.partyId, `${path}.partyId`, reading) : null;
  if (!isWire(value) || code === null) {
    reading.drift(path, value);
    return null;
  }
  noteUnknown(value, partyFields, path, reading);
  const { address } = value;
  const party: Party = {
    code,
    name: null,
    addressLines: [],
    city: null,
    region: null,
    postalCode: null,
    country: null,
    taxRegistration: readTaxRegistration(value.taxInfo, `${path}.taxInfo`, reading),
  };
  if (address === undefined || address === null) return party;
  const at = `${path}.address`;
  if (!isWire(address)) {
    reading.drift(at, address);
    return party;
  }
  noteUnknown(address, addressFields, at, reading);
  party.name = readText(address.name, `${at}.name`, reading);
  for (const line of [address.addressLine1, address.addressLine2, address.addressLine3]) {
    const text = readText(line, `${at}.addressLine`, reading);
    if (text !== null) party.addressLines.push(text);
  }
  party.city = readText(address.city, `${at}.city`, reading);
  party.region = readText(address.stateOrRegion, `${at}.stateOrRegion`, reading);
  party.postalCode = readText(address.postalCode, `${at}.postalCode`, reading);
  party.country = readText(address.countryCode, `${at}.countryCode`, reading);
  return party;
}

function readTaxRegistration(value: unknown, path: string, reading: Reading): Party["taxRegistration"] {
  if (value === undefined || value === null) return null;
  if (!isWire(value)) {
    reading.drift(path, value);
    return null;
  }
  noteUnknown(value, taxFields, path, reading);
  const number = readText(value.taxRegistrationNumber, `${path}.taxRegistrationNumber`, reading);
  const type = readText(value.taxRegistrationType, `${path}.taxRegistrationType`, reading);
  if (number === null) return null;
  if (type !== "VAT" && type !== "GST") reading.drift(`${path}.taxRegistrationType`, type ?? undefined);
  return { type: type ?? "unspecified", number };
}
