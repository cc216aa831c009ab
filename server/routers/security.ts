import { z } from "zod";
import { unlinkCompany } from "@/server/access/company-account";
import { removeFactor, renewRecoveryCodes } from "@/server/access/enrol-factor";
import { endOtherSessions, endSessionById } from "@/server/access/manage-sessions";
import { forgetNotifyAddress, requestNotifyAddress } from "@/server/access/notify-address";
import { readSecurity } from "@/server/access/read-security";
import type { RequestScope } from "@/server/access/request-scope";
import { giveFactor } from "@/server/access/verify-factor";
import { publicIdOf } from "./public-id";
import { personal, router } from "./trpc";

const code = z.object({ code: z.string().max(40) });
const given = ({ clock, tell }: RequestScope, input: { code: string }) => ({
  code: input.code,
  now: clock.now(),
  tell,
});

export const securityRouter = router({
  overview: personal().query(({ ctx }) =>
    readSecurity(ctx.signedIn, { now: ctx.clock.now(), isSimulated: ctx.isSimulated }),
  ),

  stepUp: personal()
    .input(code)
    .mutation(({ ctx, input }) => giveFactor(ctx.signedIn, given(ctx, input))),

  renewRecoveryCodes: personal()
    .input(code)
    .mutation(({ ctx, input }) => renewRecoveryCodes(ctx.signedIn, given(ctx, input))),

  removeFactor: personal()
    .input(code)
    .mutation(({ ctx, input }) => removeFactor(ctx.signedIn, given(ctx, input))),

  unlinkCompany: personal().mutation(({ ctx }) => unlinkCompany(ctx.person.id, ctx.tell)),

  signOutSession: personal()
    .input(z.object({ session: publicIdOf("session") }))
    .mutation(({ ctx, input }) => endSessionById(ctx.person.id, input.session)),

  signOutOthers: personal().mutation(({ ctx }) => endOtherSessions(ctx.signedIn)),

  requestNotifyAddress: personal()
    .input(z.object({ email: z.string().max(300) }))
    .mutation(({ ctx, input }) => requestNotifyAddress(ctx.person, input.email, ctx)),

  forgetNotifyAddress: personal().mutation(({ ctx }) => forgetNotifyAddress(ctx.person.id)),
});
