"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FormActs } from "@/components/ui/form-acts";
import { Input } from "@/components/ui/input";

type Props = {
  title: string;
  name: string;
  mayShare: boolean;
  pending: boolean;
  fault: string | null;
  onClose: () => void;
  onName: (name: string, isShared: boolean) => void;
};

/** Asks for a view's name, and whether all shall see it. */
export function ViewNameDialog({ title, name, mayShare, pending, fault, onClose, onName }: Props) {
  const t = useTranslations("views");
  const [typed, setTyped] = useState(name);
  const [isShared, setShared] = useState(false);
  const isReady = typed.trim() !== "" && !pending;
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      footer={
        <FormActs form="view-name" disabled={!isReady} pending={pending} onCancel={onClose}>
          {t("save")}
        </FormActs>
      }
    >
      <form
        id="view-name"
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) onName(typed.trim(), isShared);
        }}
      >
        <Field label={t("name")} error={fault}>
          <Input
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            maxLength={60}
            autoComplete="off"
          />
        </Field>
        {mayShare && (
          <Checkbox
            visibleLabel
            label={t("shareIt")}
            checked={isShared}
            onChange={(event) => setShared(event.target.checked)}
          />
        )}
      </form>
    </Dialog>
  );
}
