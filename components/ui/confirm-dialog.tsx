"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Dialog } from "./dialog";
import { Field } from "./field";
import { FormActs } from "./form-acts";
import { Input } from "./input";

type Props = {
  open: boolean;
  onClose: () => void;
  onConfirm: () => void;
  title: string;
  /** what will happen, to what, and whether it can be undone */
  description: ReactNode;
  /** names the act: "Disconnect US · OAKL5" */
  act: string;
  /** red unless the act takes nothing away */
  variant?: "destroy" | "primary";
  /** production-destructive acts: this word must be typed */
  word?: string;
  pending?: boolean;
  error?: string;
};

/** Asks before an act that cannot be taken back. */
export function ConfirmDialog(props: Props) {
  const {
    open,
    onClose,
    onConfirm,
    title,
    description,
    act,
    variant = "destroy",
    word,
    pending,
    error,
  } = props;
  const t = useTranslations("common");
  const [typed, setTyped] = useState("");
  const close = () => {
    setTyped("");
    onClose();
  };
  const ready = word === undefined || typed.trim() === word;
  return (
    <Dialog
      open={open}
      onClose={close}
      title={title}
      description={description}
      footer={
        <FormActs variant={variant} form="confirm" disabled={!ready} pending={pending} onCancel={close}>
          {act}
        </FormActs>
      }
    >
      <form
        id="confirm"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && !pending) onConfirm();
        }}
      >
        {word !== undefined && (
          <Field label={t("typeWord", { word })} error={error}>
            <Input
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              autoComplete="off"
              spellCheck={false}
            />
          </Field>
        )}
        {word === undefined && error && <p className="text-12 text-red">{error}</p>}
      </form>
    </Dialog>
  );
}
