"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useWorkspace } from "@/components/frame/workspace";
import { errorDataOf } from "@/components/trpc/error-data";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { Button } from "@/components/ui/button";
import { showToast } from "@/components/ui/toast-queue";

/** An owner's way back; why it failed stands beside the button. */
export function KeepTenant({ size }: { size?: "row" }) {
  const t = useTranslations("frame.ending");
  const errors = useTranslations("errors");
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const { id: tenant } = useWorkspace();
  const keep = useMutation(
    trpc.tenants.cancelDeletion.mutationOptions({
      onSuccess: async () => {
        showToast({ text: t("kept") });
        await queryClient.invalidateQueries({ queryKey: trpc.tenants.pathKey() });
        router.refresh();
      },
    }),
  );
  const code = errorDataOf(keep.error)?.code;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-3 gap-y-1">
      {keep.error && (
        <span role="alert" className="text-12 text-red">
          {code ? errors(`codes.${code}`) : errors("offline")}
        </span>
      )}
      <Button size={size} pending={keep.isPending} onClick={() => keep.mutate({ tenant })}>
        {t("keep")}
      </Button>
    </span>
  );
}
