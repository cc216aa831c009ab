import { type Country, countries } from "./country-table";
import type { WireAddress, WireParty } from "./wire-types";

type Centre = Country["centres"][number];

/** @returns the country of a Vendor Central code; GB is taken for UK. */
export function findCountry(code: string): Country | null {
  const wanted = code.toUpperCase() === "GB" ? "UK" : code.toUpperCase();
  return Object.values(countries).find((country) => country.code === wanted) ?? null;
}

function addressOf(country: Country, name: string, place: Omit<Centre, "code">): WireAddress {
  return {
    name,
    addressLine1: place.street,
    city: place.city,
    ...(place.state ? { stateOrRegion: place.state } : {}),
    postalCode: place.postalCode,
    countryCode: country.iso,
  };
}

/** The fulfilment centre as ship-to party. */
export function centreParty(country: Country, code: string): WireParty {
  const centre = country.centres.find((one) => one.code === code);
  if (!centre) return { partyId: code };
  return { partyId: code, address: addressOf(country, `Amazon ${code} (simulated)`, centre) };
}

/** Who buys and who is billed. */
export function buyerParty(country: Country): WireParty {
  const { partyId, name, tax, ...place } = country.buyer;
  const taxRegistrationType = country.code === "CA" ? "GST" : "VAT";
  return {
    partyId,
    address: addressOf(country, name, place),
    ...(tax ? { taxInfo: { taxRegistrationType, taxRegistrationNumber: tax } } : {}),
  };
}
