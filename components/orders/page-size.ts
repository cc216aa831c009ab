/** rows a reading of the list; the same on server and browser, or the first page would be read twice */
export const ordersPageSize = 100;
