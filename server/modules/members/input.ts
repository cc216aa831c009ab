import { z } from "zod";
import { addressesAtOnce, memberRoles } from "./member-rules";

export const roleShape = z.enum(memberRoles);

/** The language of the mail for somebody who has chosen none. */
export const mailLocaleShape = z.enum(["en", "zh-CN"]);

export const inviteShape = z.object({
  /** as typed: what is no address is told apart from the others, not refused with them */
  addresses: z.array(z.string().max(320)).min(1).max(addressesAtOnce),
  role: roleShape,
  locale: mailLocaleShape,
});
export type Invite = z.infer<typeof inviteShape>;
