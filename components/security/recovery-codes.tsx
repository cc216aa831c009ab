import { CopyButton } from "@/components/ui/copy-button";

type Props = { codes: readonly string[]; copyLabel: string };

/** Ten codes in two columns, to be copied in one go. */
export function RecoveryCodes({ codes, copyLabel }: Props) {
  return (
    <div className="flex items-start gap-2 rounded-6 border border-line bg-sunken p-4">
      <ol className="grid flex-1 grid-cols-2 gap-x-6 gap-y-1.5 font-mono text-13">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <CopyButton text={codes.join("\n")} label={copyLabel} />
    </div>
  );
}
